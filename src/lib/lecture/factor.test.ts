import { expect, test } from 'vitest';
import { factorBetween } from './factor.ts';
import { factorText } from './race-words.ts';
import { heatSample } from './record.samples.ts';

test('a factor made of a sample is a projection, and says so', () => {
  const measured = heatSample('loop', 1000, { loop: [120, 100], batch: [1, 1] });
  const factor = factorBetween(measured, 'loop', 'batch');
  expect(factor).toEqual({ median: 110, least: 100, most: 120, projected: false });
  expect(factor && factorText(factor)).toBe('110');

  const lanes = measured.lanes.map((lane) =>
    lane.lane === 'loop'
      ? { ...lane, turns: lane.turns.map((turn) => ({ ...turn, done: 50, complete: false })) }
      : lane,
  );
  const projected = factorBetween({ ...measured, lanes }, 'loop', 'batch');
  expect(projected && factorText(projected)).toBe('≈ 110');
});

import { expect, test } from 'vitest';
import { conclusionOf, knownOf } from './conclusion.ts';
import { heatSample } from './record.samples.ts';

const sizes = { rows: 1000, epochs: 20, replicates: 32 };

test('a factor names its loop and what that ran on, also where a link brought it', () => {
  const heat = heatSample('loop', 1000, { 'loop-gpu': [500], loop: [50], batch: [1] });
  const { main, also } = conclusionOf('1', [heat], sizes);
  expect(main?.factor?.median).toBe(50);
  expect(main?.says).toBe('the batch against the loop on the processor (wasm)');
  expect(also.map(({ says }) => says)).toEqual([
    'the batch against the loop that reads each row back from the GPU (webgl)',
  ]);
});

test('what will be measured is named before it is', () => {
  const heat = heatSample('loop', 1000, { loop: [50], batch: [1] });
  const { also } = conclusionOf('1', [heat], sizes);
  expect(also.map(({ factor }) => factor)).toEqual([null]);
  const without = heat.lanes.map((lane) =>
    lane.lane === 'loop-gpu' ? { ...lane, absent: 'no GPU' } : lane,
  );
  expect(conclusionOf('1', [{ ...heat, lanes: without }], sizes).also).toEqual([]);
});

test('Python’s figure is cited and makes no factor', () => {
  const heat = heatSample('loop', 1000, { loop: [50], batch: [1] });
  const { main, also, citation } = knownOf(conclusionOf('1', [heat], sizes));
  expect(citation).toMatch(/^Cited, not raced: .*109 ms a row/);
  expect([main, ...also].map((one) => one?.factor?.median)).toEqual([50]);
});

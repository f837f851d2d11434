import { expect, test } from 'vitest';
import { codeAmong, nextCode, type ShownCode } from './shown-code.ts';
import { heatSample } from './record.samples.ts';

const heats = [heatSample('k1', 100, {}), heatSample('k10', 100, {})];

test('the code of every lane of every heat is shown once, then none', () => {
  const shown: (ShownCode | null)[] = [];
  let code: ShownCode | null = null;
  do shown.push((code = nextCode(code, heats)));
  while (code);
  const lanes = heats[0].lanes.map(({ lane }) => lane);
  const both = ['k1', 'k10'].flatMap((heat) => lanes.map((lane) => ({ heat, lane })));
  expect(shown).toEqual([...both, null]);
});

test('a lane that cannot race here is left out', () => {
  const [first, ...others] = heats[0].lanes;
  const lacking = { ...heats[0], lanes: [{ ...first, absent: 'No GPU.' }, ...others] };
  expect(nextCode(null, [lacking])).toEqual({ heat: 'k1', lane: others[0].lane });
});

test('at another step the code of the step before is not shown', () => {
  const code = { heat: 'k1', lane: 'simd' } as const;
  expect(codeAmong(code, heats)).toEqual(code);
  expect(codeAmong(code, [heatSample('loop', 100, {})])).toBeNull();
  expect(codeAmong(null, heats)).toBeNull();
});

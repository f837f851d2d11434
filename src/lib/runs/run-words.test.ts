import { expect, test } from 'vitest';
import { isResumable, stateInWords } from './run-words.ts';
import { runOf } from './testing/run-of.ts';
import { variantLines } from './variant-lines.ts';

const whole = [
  [1, 2, 3, 4],
  [1, 2, 3, null],
];
const half = [[1, 2, 3, 4]];

test.each([
  ['Finished, 8 replicates', false, runOf(1, {}, whole)],
  ['Finished, 8 replicates', false, runOf(1, {}, whole, { status: 'open' })],
  ['Interrupted at 4 of 8 replicates', true, runOf(1, {}, half, { status: 'open' })],
  ['Stopped at 4 of 8 replicates', true, runOf(1, {}, half, { status: 'stopped' })],
  // Kept as finished, but a full disk took the rest.
  ['Stopped at 4 of 8 replicates', true, runOf(1, {}, half, { status: 'finished' })],
  ['Running, 4 of 8 replicates', false, runOf(1, {}, half, { status: 'open', held: true })],
  ['Incomplete, 4 of 8 replicates', false, runOf(1, {}, half, { link: '1:x', status: 'stopped' })],
])('a run says %j', (words, resumable, run) => {
  expect(stateInWords(run)).toBe(words);
  expect(isResumable(run)).toBe(resumable);
});

test('variants lie on an axis from the lowest end of an interval to the highest', () => {
  const [a, b] = variantLines(
    runOf(1, {}, [
      [10, 12, 11, 13],
      [20, null],
    ]),
  );
  // 11.5 ∓ t(0.975, 3) · 1.29099 / 2 = 9.4457 to 13.5543, beside a single score of 20.
  expect(a?.score).toMatchObject({ mean: '11.5', interval: '9.4 – 13.6', from: 0 });
  expect(a?.score?.at).toBeCloseTo((11.5 - 9.4457) / (20 - 9.4457), 4);
  expect(b).toMatchObject({ n: 1, failed: 1, score: { interval: null, from: 1, at: 1, to: 1 } });
});

test('a run without a score, and one whose scores are all alike, have lines too', () => {
  expect(variantLines(runOf(1)).map(({ score }) => score)).toEqual([null, null]);
  expect(variantLines(runOf(1, {}, [[2, 2]]))[0]?.score).toMatchObject({ at: 0.5, mean: '2.000' });
});

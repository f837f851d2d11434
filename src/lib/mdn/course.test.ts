import { expect, test } from 'vitest';
import { Course } from './course.ts';

function run(patience: number | null, crps: number[]) {
  const course = new Course(patience);
  const stops = crps.map((value, i) => course.note(0, value, Float32Array.of(i + 1)));
  return { course, stops };
}

test('patience counts epochs without a better validation score', () => {
  const { course, stops } = run(2, [5, 4, 4.5, 4.2]);
  expect(stops).toEqual([false, false, false, true]);
  expect([course.bestEpoch, course.keptCrps, course.best?.[0]]).toEqual([2, 4, 2]);
});

test('a better score starts the count again', () => {
  expect(run(2, [5, 6, 4, 6, 3]).stops).toEqual([false, false, false, false, false]);
});

test('without a patience the last weights are kept', () => {
  const { course, stops } = run(null, [5, 4, 6]);
  expect(stops).toEqual([false, false, false]);
  expect([course.bestEpoch, course.keptCrps, course.best]).toEqual([3, 6, null]);
});

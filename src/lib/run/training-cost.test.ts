import { expect, it } from 'vitest';
import { defaultBase } from '#lib/experiment/study-defaults.ts';
import { firstStudy } from '#lib/experiment/presets.ts';
import { studyWork, trainingCost } from './training-cost.ts';

it('three streams of one shape cost about three times one, a wider net more than a narrow one', () => {
  const shared = trainingCost(defaultBase, 80);
  const separate = trainingCost({ ...defaultBase, streams: 'separate' }, 80);
  expect(separate / shared).toBeGreaterThan(2.5);
  expect(separate / shared).toBeLessThan(3.1);
  expect(trainingCost({ ...defaultBase, hidden: [128, 128] }, 80)).toBeGreaterThan(2 * shared);
});

it('a study’s work grows with its replicates and with the rows that are trained on', () => {
  const work = studyWork(firstStudy, 5000, 80);
  expect(studyWork({ ...firstStudy, replicates: 64 }, 5000, 80)).toBeCloseTo(2 * work);
  const split = { ...firstStudy.data.split, validation: 0.3, test: 0.35 };
  const halved = { ...firstStudy, data: { ...firstStudy.data, split } };
  expect(studyWork(halved, 5000, 80)).toBeCloseTo(work / 2);
});

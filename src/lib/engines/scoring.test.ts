import { expect, test } from 'vitest';
import { climatologyCrps } from '#lib/experiment/climatology.ts';
import { boundsOf } from '#lib/mdn/bounds.ts';
import { Course } from '#lib/mdn/course.ts';
import { scaleOf } from '#lib/mdn/scale.ts';
import { outcomeOf, scoringOf } from './scoring.ts';
import { suiteData, suiteExperiment } from './suite-data.ts';

const { train, validation, test: part } = suiteData;
const scale = scaleOf(suiteExperiment.family, train.targets);
const plan = { experiment: suiteExperiment, scale, bounds: boundsOf(scale) };
const climatology = climatologyCrps(train.targets, validation.targets);

/** A replicate that was trained for one epoch to this validation CRPS, and forecasts the same for all rows. */
function outcome(validationCrps: number, data = suiteData) {
  const course = new Course(null);
  course.note(1, validationCrps, new Float32Array(1));
  const raw = new Float32Array(3 * suiteExperiment.components * part.count);
  return outcomeOf(scoringOf(plan, data), 4, course, new Float32Array(1), raw, async () => {});
}

test('a replicate that scores worse than ten times the climatology has diverged, and says so', async () => {
  expect(await outcome(9.9 * climatology)).toMatchObject({ status: 'done', replicate: 4 });
  const failed = await outcome(47.3 * climatology);
  expect(failed).toMatchObject({ status: 'failed', replicate: 4, reason: 'diverged' });
  expect('message' in failed && failed.message).toMatch(
    /^Replicate 5 diverged: its score on the validation rows is 47 times .* Try a learning rate below /,
  );
});

test('without validation rows no score is too bad', async () => {
  const none = { ...validation, count: 0, targets: new Float64Array(0) };
  const data = { ...suiteData, validation: none };
  expect(await outcome(1e9, data)).toMatchObject({ status: 'done' });
});

/** What a result file may hold beside its study. */
import * as v from 'valibot';
import {
  choice,
  field,
  isRecord,
  number,
  record,
  shownName,
  shownText,
  wholeNumber,
} from './fields.ts';
import type { Environment, FailedReplicate, FinishedReplicate, ReplicateResult } from './result.ts';

const finite = number(() => true, 'a number');
const positive = number((value) => value >= 0, 'a number of at least 0');
const share = number((value) => value >= 0 && value <= 1, 'a share from 0 to 1');
const variant = wholeNumber(0, 15);
const replicate = wholeNumber(0, 255);
const epoch = wholeNumber(0, 1000);

/** JSON has no NaN and no infinity: null stands for both. What is not finite is read as NaN. */
const measured = v.pipe(
  field<number | null>((value) => value === null || typeof value === 'number', 'a number or null'),
  v.transform((value) => (value !== null && Number.isFinite(value) ? value : NaN)),
);

const perEpoch = v.pipe(
  field<unknown[]>(
    (value) => Array.isArray(value) && value.length <= 1000,
    'a list of at most 1000 numbers, one an epoch',
  ),
  v.array(measured),
);

const finished = record({
  status: choice('done', 'failed'),
  variant,
  replicate,
  validationCrps: positive,
  testCrps: positive,
  testLogScore: measured,
  coverage50: share,
  coverage90: share,
  excessCrps: v.nullable(finite),
  curve: record({ trainingLoss: perEpoch, validationCrps: perEpoch }),
  epochs: epoch,
  bestEpoch: epoch,
  durationMs: positive,
  boundShare: share,
});

const failed = record({
  status: choice('done', 'failed'),
  variant,
  replicate,
  reason: choice('diverged', 'context-lost', 'worker-crashed', 'engine-error'),
  message: shownText(2000),
  attempts: wholeNumber(1, 100),
});

const finishedSchema = v.pipe(
  finished,
  v.transform((result): FinishedReplicate => ({ ...result, status: 'done' })),
);
const failedSchema = v.pipe(
  failed,
  v.transform((result): FailedReplicate => ({ ...result, status: 'failed' })),
);

export const replicateResultSchema = v.lazy((input) =>
  isRecord(input) && input.status === 'failed' ? failedSchema : finishedSchema,
);

export const environmentSchema = record({
  engine: shownName(40, 'the name of an engine'),
  workers: wholeNumber(1, 4096),
  stack: wholeNumber(1, 256),
  renderer: v.nullable(shownText(500)),
  runtime: shownText(200),
  hardwareConcurrency: wholeNumber(1, 4096),
});

/** A stored result, or null where it is none that this program reads. */
export function parseReplicate(input: unknown): ReplicateResult | null {
  const parsed = v.safeParse(replicateResultSchema, input);
  return parsed.success ? parsed.output : null;
}

/** A stored environment, or null where it is none that this program reads. */
export function parseEnvironment(input: unknown): Environment | null {
  const parsed = v.safeParse(environmentSchema, input);
  return parsed.success ? parsed.output : null;
}

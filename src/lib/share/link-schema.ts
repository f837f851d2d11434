/** The JSON inside a link of version 1 (docs/link-format.md). Whatever does not fit exactly is refused. */
import * as v from 'valibot';
import {
  choice,
  field,
  filledText,
  list,
  number,
  record,
  shownName,
  shownText,
  text,
  wholeNumber,
} from '#lib/experiment/fields.ts';
import { showValue } from '#lib/experiment/problem.ts';

const LONGEST_LIST = 65_536;
export const LONGEST_MESSAGE = 200;

function tuple<const S extends v.TupleItems>(what: string, items: S) {
  return v.strictTuple(items, (issue) => `expected ${what}, got ${showValue(issue.input)}`);
}

const exponent = wholeNumber(-330, 308);
const integers = text(LONGEST_LIST);
const rounded = tuple('a power of ten and a text of numbers', [exponent, integers]);
const epochs = wholeNumber(0, 1000);
const curve = tuple('the five parts of a curve', [epochs, epochs, exponent, integers, integers]);

function perVariant<S extends v.GenericSchema>(item: S) {
  return list(1, 16, 'variants', item);
}

export const REASONS = ['diverged', 'context-lost', 'worker-crashed', 'engine-error'] as const;

export const linkSchema = record({
  study: v.unknown(),
  /** Engine, workers, stack, renderer, runtime, cores. */
  ran: tuple('the six parts of an environment', [
    shownName(40, 'the name of an engine'),
    wholeNumber(1, 4096),
    wholeNumber(1, 256),
    v.nullable(shownText(500)),
    shownText(200),
    wholeNumber(1, 4096),
  ]),
  digest: field<string>(
    (value) => typeof value === 'string' && /^[\w-]{43}$/.test(value),
    '43 characters of base64url',
  ),
  /** Runs of replicates that are finished and that are not, in turn; absent: all but the failed. */
  done: v.optional(perVariant(integers)),
  failed: v.optional(
    list(
      1,
      16 * 256,
      'failures',
      tuple('a variant, a reason, a message and replicates', [
        wholeNumber(0, 15),
        choice(...REASONS),
        shownText(LONGEST_MESSAGE),
        integers,
      ]),
    ),
  ),
  scores: record({
    testCrps: perVariant(rounded),
    validationCrps: v.optional(perVariant(rounded)),
    testLogScore: v.optional(perVariant(rounded)),
    coverage90: v.optional(perVariant(rounded)),
    coverage50: v.optional(perVariant(rounded)),
    excessCrps: v.optional(perVariant(rounded)),
    durationMs: v.optional(perVariant(rounded)),
    boundShare: v.optional(perVariant(rounded)),
  }),
  curves: v.optional(
    record({
      validationCrps: perVariant(curve),
      trainingLoss: v.optional(perVariant(curve)),
    }),
  ),
  /** The oracle's score on the test rows. */
  oracle: v.optional(number((score) => score >= 0, 'a number of at least 0')),
  columns: v.optional(
    list(
      1,
      10_000,
      'columns',
      tuple('a name and a kind', [
        filledText(1000, 'the name of a column'),
        choice('number', 'category', 'text'),
      ]),
    ),
  ),
});

export type LinkDocument = v.InferOutput<typeof linkSchema>;

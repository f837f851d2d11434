/** A result as the JSON of a link. */
import type { Environment } from '#lib/experiment/result.ts';
import { studyWithoutDefaults } from '#lib/experiment/study-without-defaults.ts';
import { hexToBytes } from '@noble/hashes/utils.js';
import { toBase64url } from './base64url.ts';
import { summariseCurve, type CurveSummary } from './curve-summary.ts';
import type { Detail } from './detail.ts';
import { LONGEST_MESSAGE, REASONS, type LinkDocument } from './link-schema.ts';
import { roundNumbers } from './rounded-numbers.ts';
import {
  DIGITS,
  type Score,
  type SharedCurves,
  type SharedResult,
  type SharedVariant,
} from './shared-result.ts';
import { writeIntegers } from './vlq.ts';

function environmentParts(environment: Environment): LinkDocument['ran'] {
  const { engine, workers, stack, renderer, runtime, hardwareConcurrency } = environment;
  return [engine, workers, stack, renderer, runtime, hardwareConcurrency];
}

/** Lengths of runs of replicates that are finished and that are not, in turn, beginning with the finished. */
function runsOf({ done }: SharedVariant, replicates: number): string {
  const finished = new Set(done.map(({ replicate }) => replicate));
  const runs: number[] = [0];
  let now = true;
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (finished.has(replicate) !== now) {
      now = !now;
      runs.push(0);
    }
    runs[runs.length - 1] = (runs[runs.length - 1] ?? 0) + 1;
  }
  return writeIntegers(runs);
}

/** One for each variant and reason, with the first one's message. */
function failuresOf(variants: readonly SharedVariant[]): NonNullable<LinkDocument['failed']> {
  return variants.flatMap(({ failed }, variant) =>
    REASONS.flatMap((reason) => {
      const own = failed.filter((failure) => failure.reason === reason);
      const [first] = own;
      if (!first) return [];
      const replicates = writeIntegers(own.map(({ replicate }) => replicate));
      const message = first.message.slice(0, LONGEST_MESSAGE);
      return [[variant, reason, message, replicates] as [number, typeof reason, string, string]];
    }),
  );
}

/** Null where no replicate has such a score, or none that is worth the room. */
function scoresOf(variants: readonly SharedVariant[], score: Score): [number, string][] | null {
  const lists = variants.map(({ done }) => done.map((replicate) => replicate[score] ?? NaN));
  const told = lists
    .flat()
    .some((value) => (score === 'boundShare' ? value > 0 : !Number.isNaN(value)));
  if (!told && score !== 'testCrps') return null;
  return lists.map((list) => [...roundNumbers(list, DIGITS[score])]);
}

function curvesOf(
  variants: readonly SharedVariant[],
  metric: keyof SharedCurves,
  points: number,
): CurveSummary[] | null {
  const curves = variants.flatMap(({ curves, done }) => {
    const band = curves?.[metric];
    return band ? [summariseCurve(band, band.median.length, points, done.length)] : [];
  });
  return points > 0 && curves.length === variants.length ? curves : null;
}

/** @param detail what goes along */
export function writeDocument(result: SharedResult, detail: Detail): LinkDocument {
  const { study, environment, digest, variants, oracle, columns } = result;
  const complete = variants.every(
    ({ done, failed }) => done.length + failed.length === study.replicates,
  );
  const failed = failuresOf(variants);
  const scores = [...detail.scores].flatMap((score) => {
    const lists = scoresOf(variants, score);
    return lists ? [[score, lists] as const] : [];
  });
  const validation = curvesOf(variants, 'validationCrps', detail.validationPoints);
  const training = curvesOf(variants, 'trainingLoss', detail.trainingPoints);
  return {
    study: studyWithoutDefaults(study),
    ran: environmentParts(environment),
    digest: toBase64url(hexToBytes(digest.replace('sha256-', ''))),
    ...(complete ? {} : { done: variants.map((variant) => runsOf(variant, study.replicates)) }),
    ...(failed.length > 0 ? { failed } : {}),
    scores: { testCrps: scoresOf(variants, 'testCrps') ?? [], ...Object.fromEntries(scores) },
    ...(validation
      ? {
          curves: {
            validationCrps: validation.map((curve) => [...curve]),
            ...(training ? { trainingLoss: training.map((curve) => [...curve]) } : {}),
          },
        }
      : {}),
    ...(oracle === null ? {} : { oracle: Number(oracle.toPrecision(DIGITS.testCrps)) }),
    ...(columns && detail.columns
      ? { columns: columns.map(({ name, kind }): [string, typeof kind] => [name, kind]) }
      : {}),
  };
}

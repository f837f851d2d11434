/** The JSON of a link as a result, or everything that is wrong with it. */
import * as v from 'valibot';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Problem } from '#lib/experiment/problem.ts';
import type { Environment } from '#lib/experiment/result.ts';
import { parseKeptStudy } from '#lib/experiment/kept-study.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { ShownReplicate } from '#lib/results/shown-variant.ts';
import { fromBase64url } from './base64url.ts';
import { readCurve } from './curve-summary.ts';
import { linkSchema, type LinkDocument } from './link-schema.ts';
import { readNumbers } from './rounded-numbers.ts';
import {
  FURTHER_SCORES,
  type Score,
  type SharedCurves,
  type SharedFailure,
  type SharedResult,
  type SharedVariant,
} from './shared-result.ts';
import { readIntegers } from './vlq.ts';

export type ReadDocument =
  | { readonly ok: true; readonly result: SharedResult }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is wrong beyond the schema; caught in `readDocument`. */
class Misfit extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

const ALLOWED: Readonly<Record<Score, (value: number) => boolean>> = {
  testCrps: (value) => value >= 0 && value < Infinity,
  validationCrps: (value) => value >= 0 && value < Infinity,
  // A density may be 0 at an outcome: the score is then not a number, here as in a result file.
  testLogScore: () => true,
  coverage90: (value) => value >= 0 && value <= 1,
  coverage50: (value) => value >= 0 && value <= 1,
  // Not every replicate need have one.
  excessCrps: (value) => Math.abs(value) !== Infinity,
  durationMs: (value) => value >= 0 && value < Infinity,
  boundShare: (value) => value >= 0 && value <= 1,
};

function failuresOf({ failed = [] }: LinkDocument, study: Study): SharedFailure[][] {
  const failures: SharedFailure[][] = study.variants.map(() => []);
  failed.forEach(([variant, reason, message, text], index) => {
    for (const replicate of readIntegers(text) ?? [null]) {
      const known = failures[variant];
      if (!known || replicate === null || replicate < 0 || replicate >= study.replicates) {
        throw new Misfit(`failed.${index}`, 'expected replicates of the study, got others');
      }
      if (known.some((other) => other.replicate === replicate)) {
        throw new Misfit(`failed.${index}`, `expected each replicate once, got ${replicate} again`);
      }
      known.push({ replicate, reason, message });
    }
  });
  return failures.map((own) => own.sort((a, b) => a.replicate - b.replicate));
}

/** The finished replicates of a variant, ascending. */
function finishedOf(
  { done }: LinkDocument,
  variant: number,
  study: Study,
  failed: readonly SharedFailure[],
): number[] {
  const gone = new Set(failed.map(({ replicate }) => replicate));
  const all = Array.from({ length: study.replicates }, (_, replicate) => replicate);
  if (!done) return all.filter((replicate) => !gone.has(replicate));
  const runs = readIntegers(done[variant] ?? '') ?? [];
  const finished: number[] = [];
  let at = 0;
  for (const [index, run] of runs.entries()) {
    if (run === null || run < 0 || at + run > study.replicates) break;
    if (index % 2 === 0) finished.push(...all.slice(at, at + run));
    at += run;
  }
  if (at !== study.replicates || finished.some((replicate) => gone.has(replicate))) {
    throw new Misfit(`done.${variant}`, 'expected runs that cover the replicates, got others');
  }
  return finished;
}

/** One value a finished replicate; null where the link has no such score. */
function scoresOf(document: LinkDocument, score: Score, variant: number, count: number) {
  const lists = document.scores[score];
  if (!lists) return null;
  const path = `scores.${score}.${variant}`;
  const values = lists[variant] && readNumbers(lists[variant]);
  if (values?.length !== count) {
    throw new Misfit(path, `expected ${count} numbers, got ${values ? values.length : 'none'}`);
  }
  const wrong = values.find((value) => !ALLOWED[score](value));
  if (wrong !== undefined) throw new Misfit(path, `expected a possible score, got ${wrong}`);
  return values;
}

function curvesOf({ curves }: LinkDocument, variant: number, count: number): SharedCurves | null {
  if (!curves) return null;
  const read = (metric: keyof SharedCurves) => {
    const summary = curves[metric]?.[variant];
    const band = summary && readCurve(summary, count);
    if (!band)
      throw new Misfit(`curves.${metric}.${variant}`, 'expected a curve, got another text');
    return band;
  };
  return {
    validationCrps: read('validationCrps'),
    trainingLoss: curves.trainingLoss ? read('trainingLoss') : null,
  };
}

function variantsOf(document: LinkDocument, study: Study): SharedVariant[] {
  const failures = failuresOf(document, study);
  return study.variants.map(({ name }, variant) => {
    const failed = failures[variant] ?? [];
    const replicates = finishedOf(document, variant, study, failed);
    const lists = (['testCrps', ...FURTHER_SCORES] as const).map(
      (score) => [score, scoresOf(document, score, variant, replicates.length)] as const,
    );
    const done = replicates.map((replicate, i) => {
      const scores = lists.map(([score, values]) => {
        const value = values?.[i] ?? null;
        return [score, score === 'excessCrps' && Number.isNaN(value) ? null : value] as const;
      });
      const shown = { replicate, ...Object.fromEntries(scores) } as unknown as ShownReplicate;
      return document.scores.boundShare ? shown : { ...shown, boundShare: 0 };
    });
    return { name, done, failed, curves: curvesOf(document, variant, done.length) };
  });
}

function environmentOf([
  engine,
  workers,
  stack,
  renderer,
  runtime,
  cores,
]: LinkDocument['ran']): Environment {
  return { engine, workers, stack, renderer, runtime, hardwareConcurrency: cores };
}

/** @param input parsed JSON, of anyone's making. Never throws. */
export function readDocument(input: unknown): ReadDocument {
  const parsed = v.safeParse(linkSchema, input);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => ({
      path: v.getDotPath(issue) ?? '',
      message: issue.message,
    }));
    return { ok: false, problems };
  }
  const document = parsed.output;
  const read = parseKeptStudy(document.study);
  if (!read.ok) {
    const problems = read.problems.map(({ path, message }) => ({
      path: path ? `study.${path}` : 'study',
      message,
    }));
    return { ok: false, problems };
  }
  const { study } = read;
  const digest = fromBase64url(document.digest) ?? new Uint8Array();
  const columns = document.columns?.map(([name, kind]) => ({ name, kind })) ?? null;
  try {
    const variants = variantsOf(document, study);
    if (variants.every(({ done, failed }) => done.length + failed.length === 0)) {
      throw new Misfit('scores', 'expected at least one replicate, got none');
    }
    return {
      ok: true,
      result: {
        study,
        environment: environmentOf(document.ran),
        digest: `sha256-${bytesToHex(digest)}`,
        variants,
        oracle: document.oracle ?? null,
        columns,
      },
    };
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    return { ok: false, problems: [{ path: error.path, message: error.message }] };
  }
}

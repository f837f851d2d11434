/** A run as it is kept, parsed from whatever the database holds: what can be read is, and what cannot is named. */
import { problemLine } from '#lib/experiment/problem.ts';
import { parseEnvironment, parseReplicate } from '#lib/experiment/result-schema.ts';
import {
  isOfTheMachinery,
  type Environment,
  type Predictions,
  type ReplicateResult,
  type TrainedNetwork,
} from '#lib/experiment/result.ts';
import { parseKeptStudy } from '#lib/experiment/kept-study.ts';
import type { Study } from '#lib/experiment/study.ts';

/** As it is stored: an open run that no page holds was interrupted. */
export type RunStatus = 'open' | 'finished' | 'stopped';

/** One variant's replicates, by their index. */
export interface KeptScores {
  /** Test CRPS in the target's unit. */
  readonly scores: readonly { readonly replicate: number; readonly score: number }[];
  readonly failed: number;
}

export interface RunSummary {
  readonly id: number;
  readonly study: Study;
  readonly environment: Environment | null;
  /** Of a result that came by link: the address's part after #. Null for what was trained here. */
  readonly link: string | null;
  readonly status: RunStatus;
  /** Milliseconds since 1970; null where it cannot be read. */
  readonly begun: number | null;
  /** One a variant. */
  readonly variants: readonly KeptScores[];
  /** Replicates kept, finished or failed. */
  readonly replicates: number;
  /** A page is training it now. */
  readonly held: boolean;
}

export interface UnreadableRun {
  readonly id: number;
  /** What was expected and what is there instead. */
  readonly why: string;
}

export interface RunList {
  /** The latest first. */
  readonly runs: readonly RunSummary[];
  readonly unreadable: readonly UnreadableRun[];
}

export interface KeptRun extends RunSummary {
  readonly results: readonly ReplicateResult[];
  /** One a variant: of its first finished replicate. */
  readonly predictions: readonly (Predictions | null)[];
  /** Replicates that are kept but cannot be read. */
  readonly lost: number;
  /** Replicates that an older page counted as failed although only their worker was lost. */
  readonly interrupted: number;
}

export type ParsedRecord =
  | {
      readonly ok: true;
      readonly record: Pick<RunSummary, 'study' | 'environment' | 'link' | 'status' | 'begun'>;
    }
  | { readonly ok: false; readonly why: string };

/** Without its study a run says nothing; anything else in it may be missing. */
export function parseRecord(stored: unknown): ParsedRecord {
  if (typeof stored !== 'object' || stored === null) {
    return { ok: false, why: `expected a run, got ${stored === null ? 'null' : typeof stored}` };
  }
  const { study, environment, link, status, begun } = stored as Record<string, unknown>;
  if (study === undefined) return { ok: false, why: 'expected a study, got none' };
  const parsed = parseKeptStudy(study);
  if (!parsed.ok) return { ok: false, why: `study: ${problemLine(parsed.problems[0])}` };
  return {
    ok: true,
    record: {
      study: parsed.study,
      environment: parseEnvironment(environment),
      link: typeof link === 'string' ? link : null,
      // A status of another time: whatever is missing can be trained again.
      status: status === 'open' || status === 'finished' ? status : 'stopped',
      begun: isDate(begun) ? begun : null,
    },
  };
}

/** A number may lie beyond what a calendar can show. */
function isDate(ms: unknown): ms is number {
  return typeof ms === 'number' && Number.isFinite(new Date(ms).getTime());
}

/** Hidden, and gone for good at the next chance. */
export function isDeleted(stored: unknown): boolean {
  return typeof stored === 'object' && stored !== null && 'deleted' in stored;
}

/** @param entries as they lie in the database: [run, variant, replicate] and what is kept of it */
export function parseScores(
  study: Study,
  entries: readonly (readonly [key: readonly unknown[], value: unknown])[],
): KeptScores[] {
  const variants = study.variants.map(() => ({
    scores: [] as { replicate: number; score: number }[],
    failed: 0,
  }));
  for (const [[, variant, replicate], value] of entries) {
    const own = variants[variant as number];
    if (!own || typeof replicate !== 'number' || replicate >= study.replicates) continue;
    if (value === null) own.failed += 1;
    else if (typeof value === 'number' && value >= 0 && Number.isFinite(value))
      own.scores.push({ replicate, score: value });
  }
  return variants;
}

/** Older pages counted a replicate whose worker was lost as failed: it is trained again. */
export function wasInterrupted(result: ReplicateResult): boolean {
  return result.status === 'failed' && isOfTheMachinery(result.reason);
}

/** Results that fit the study; one that cannot be read is left out, and so trained again. */
export function parseResults(study: Study, stored: readonly unknown[]): ReplicateResult[] {
  return stored
    .map(parseReplicate)
    .filter((result) => result !== null)
    .filter(
      ({ variant, replicate }) => variant < study.variants.length && replicate < study.replicates,
    );
}

export function parsePredictions(stored: unknown): Predictions | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const held = stored as Record<string, unknown>;
  const { components, origin = 0, weights, crps, network } = held;
  const [mus, sigmas] = [held.mus, held.sigmas].map(inDoubles);
  if (
    typeof components !== 'number' ||
    typeof origin !== 'number' ||
    !(weights instanceof Float32Array) ||
    mus === null ||
    sigmas === null ||
    !(crps instanceof Float64Array)
  ) {
    return null;
  }
  const fits = [weights, mus, sigmas].every((array) => array.length === crps.length * components);
  if (!fits) return null;
  const kept = parseNetwork(network);
  return { components, origin, weights, mus, sigmas, crps, ...(kept ? { network: kept } : {}) };
}

/** Older pages kept 32 bits, of the target itself: without an origin. */
function inDoubles(numbers: unknown): Float64Array | null {
  if (numbers instanceof Float32Array) return Float64Array.from(numbers);
  return numbers instanceof Float64Array ? numbers : null;
}

/** Runs kept by an older page have none. */
function parseNetwork(stored: unknown): TrainedNetwork | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { replicate, parameters } = stored as Record<string, unknown>;
  const sound =
    Number.isInteger(replicate) && Number(replicate) >= 0 && parameters instanceof Float32Array;
  return sound ? { replicate: Number(replicate), parameters } : null;
}

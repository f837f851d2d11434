/** A run as it is kept, parsed from whatever the database holds. */
import { parseEnvironment, parseReplicate } from '#lib/experiment/result-schema.ts';
import type {
  Environment,
  Predictions,
  ReplicateResult,
  TrainedNetwork,
} from '#lib/experiment/result.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';

/** A run that is still open when a page starts was interrupted, or runs in another tab. */
export type RunStatus = 'open' | 'finished' | 'stopped';

export interface RunSummary {
  readonly id: number;
  readonly study: Study;
  readonly environment: Environment | null;
  readonly status: RunStatus;
  /** Milliseconds since 1970. */
  readonly begun: number;
  readonly changed: number;
  /** Replicates kept, finished or failed. */
  readonly replicates: number;
}

export interface KeptRun extends RunSummary {
  readonly results: readonly ReplicateResult[];
  /** One a variant: of its first finished replicate. */
  readonly predictions: readonly (Predictions | null)[];
}

export function parseSummary(id: number, stored: unknown, replicates: number): RunSummary | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { study, environment, status, begun, changed } = stored as Record<string, unknown>;
  const parsed = parseStudy(study);
  if (!parsed.ok || !isStatus(status)) return null;
  return {
    id,
    study: parsed.study,
    environment: parseEnvironment(environment),
    status,
    begun: Number(begun),
    changed: Number(changed),
    replicates,
  };
}

function isStatus(value: unknown): value is RunStatus {
  return value === 'open' || value === 'finished' || value === 'stopped';
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
  const { components, weights, mus, sigmas, crps, network } = stored as Record<string, unknown>;
  if (
    typeof components !== 'number' ||
    !(weights instanceof Float32Array) ||
    !(mus instanceof Float32Array) ||
    !(sigmas instanceof Float32Array) ||
    !(crps instanceof Float64Array)
  ) {
    return null;
  }
  const fits = [weights, mus, sigmas].every((array) => array.length === crps.length * components);
  if (!fits) return null;
  const kept = parseNetwork(network);
  return { components, weights, mus, sigmas, crps, ...(kept ? { network: kept } : {}) };
}

/** Runs kept by an older page have none. */
function parseNetwork(stored: unknown): TrainedNetwork | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { replicate, parameters } = stored as Record<string, unknown>;
  const sound =
    Number.isInteger(replicate) && Number(replicate) >= 0 && parameters instanceof Float32Array;
  return sound ? { replicate: Number(replicate), parameters } : null;
}

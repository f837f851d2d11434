import { CurveBand, type Band, type Metric } from '#lib/components/charts/curve-bands.ts';
import type { Environment, FinishedReplicate, ReplicateResult } from '#lib/experiment/result.ts';
import { inOrder, scoresDigest } from '#lib/experiment/scores-digest.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { SharedColumn, SharedCurves, SharedResult } from './shared-result.ts';

function bandOf(done: readonly FinishedReplicate[], metric: Metric): Band {
  const band = new CurveBand(metric);
  band.update(done);
  const reached = (values: readonly number[]) => values.slice(0, band.reach);
  return {
    lower: reached(band.lower),
    median: reached(band.median),
    upper: reached(band.upper),
    count: reached(band.count),
  };
}

function curvesOf(done: readonly FinishedReplicate[]): SharedCurves {
  return {
    validationCrps: bandOf(done, 'validationCrps'),
    trainingLoss: bandOf(done, 'trainingLoss'),
  };
}

export interface Knowledge {
  /** The oracle's score on the test rows that all replicates share. */
  readonly oracle?: number | null;
  /** Columns of an uploaded table. */
  readonly columns?: readonly SharedColumn[] | null;
}

/**
 * What of a run can be shared: its scores and the bands of its curves, never the data.
 * @param results in any order; what has not been run is absent
 * @param known beside the run
 */
export function shareRun(
  study: Study,
  environment: Environment,
  results: readonly ReplicateResult[],
  known: Knowledge = {},
): SharedResult {
  const { oracle = null, columns = null } = known;
  const ordered = inOrder(results);
  return {
    study,
    environment,
    digest: scoresDigest(ordered),
    variants: study.variants.map(({ name }, variant) => {
      const own = ordered.filter((result) => result.variant === variant);
      const done = own.filter((result) => result.status === 'done');
      const failed = own.filter((result) => result.status === 'failed');
      return { name, done, failed, curves: curvesOf(done) };
    }),
    oracle,
    columns: study.data.source.kind === 'table' && columns?.length ? columns : null,
  };
}

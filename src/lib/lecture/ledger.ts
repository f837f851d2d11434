/**
 * What makes whole experiments faster, as factors that multiply. An experiment trains, scores the
 * validation rows after each epoch and the test rows at the end; only scoring gains from the batch, so
 * the first factor is smaller than that of scores alone.
 */
import { raceParts } from '#lib/race/race-study.ts';
import { countedTurns, type Factor, factorBetween } from './factor.ts';
import type { HeatRecord } from './heat.ts';
import { laneTime } from './lane-time.ts';
import type { LectureLane } from './lecture-lane.ts';

export interface LedgerSizes {
  readonly rows: number;
  readonly epochs: number;
  readonly replicates: number;
}

export interface Ledger {
  readonly scoring: Factor;
  readonly workers: Factor;
  readonly engine: Factor;
  readonly product: Factor;
}

export function rowsScored({ rows, epochs }: LedgerSizes): number {
  return epochs * raceParts(rows).validation + rows;
}

function times(...factors: readonly Factor[]): Factor {
  const of = (read: (factor: Factor) => number) =>
    factors.reduce((product, factor) => product * read(factor), 1);
  return {
    median: of((f) => f.median),
    least: of((f) => f.least),
    most: of((f) => f.most),
    projected: factors.some((f) => f.projected),
  };
}

/** null until the races that it multiplies have been run. */
export function ledgerOf(heats: readonly HeatRecord[], sizes: LedgerSizes): Ledger | null {
  const loopHeat = heats.find(({ heat }) => heat.id === 'loop');
  const pool = heats.find(({ heat }) => heat.id === 'pool');
  if (!loopHeat || !pool) return null;
  const timeOf = (record: HeatRecord, lane: LectureLane) =>
    laneTime({ turns: countedTurns(record, lane) });
  const loop = timeOf(loopHeat, 'loop');
  const batch = timeOf(loopHeat, 'batch');
  const one = timeOf(pool, 'one-worker');
  const workers = factorBetween(pool, 'one-worker', 'every-worker');
  const engine = factorBetween(pool, 'every-worker', 'fastest');
  if (!loop || !batch || !one || !workers || !engine) return null;
  const experimentMs = one.total.median / pool.total;
  const scored = rowsScored(sizes);
  const slower = (loopMs: number, batchMs: number) =>
    1 + (scored * (loopMs - batchMs)) / loopHeat.total / experimentMs;
  const scoring = {
    median: slower(loop.total.median, batch.total.median),
    least: slower(loop.total.least, batch.total.most),
    most: slower(loop.total.most, batch.total.least),
    projected: loop.projected || batch.projected || one.projected,
  };
  return { scoring, workers, engine, product: times(scoring, workers, engine) };
}

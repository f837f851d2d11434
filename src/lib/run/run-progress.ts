/**
 * What a run has told so far, added up: plain and mutable, fed by the observer's calls however many come;
 * the page takes a snapshot at most once a frame. Time is given by the caller and leaves pauses out.
 */
import type { EpochReport } from '#lib/engines/engine.ts';
import type {
  Curve,
  FailedReplicate,
  FinishedReplicate,
  ReplicateResult,
} from '#lib/experiment/result.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';
import { Rate } from './run-clock.ts';
import { trainingCost } from './training-cost.ts';

/** A replicate in training; its curve grows in place. */
export interface LiveReplicate {
  readonly replicate: number;
  readonly epoch: number;
  readonly curve: Curve;
}

export interface VariantSnapshot {
  readonly name: string;
  /** In the order they came; replaced whole when one comes, so that what has not changed is the same array. */
  readonly done: readonly FinishedReplicate[];
  readonly failed: readonly FailedReplicate[];
  readonly running: readonly LiveReplicate[];
  readonly epochs: number;
}

export interface StackSnapshot {
  readonly worker: number;
  readonly variant: number;
  readonly replicates: readonly number[];
  readonly epoch: number;
  readonly epochs: number;
}

export interface RunSnapshot {
  readonly variants: readonly VariantSnapshot[];
  readonly stacks: readonly StackSnapshot[];
  readonly finished: number;
  readonly failed: number;
  readonly total: number;
  /** 0 to 1, by the work that is done. */
  readonly share: number;
  readonly rowsPerSecond: number | null;
  readonly elapsedMs: number;
  readonly remainingMs: number | null;
}

/** Whether what is done says how long the rest takes: the first moments go into starting, and tell of hours. */
function isTelling(done: number, left: number, elapsedMs: number): boolean {
  return done > 0 && elapsedMs > 500 && (done > 0.02 * (done + left) || elapsedMs > 10_000);
}

interface Live {
  readonly trainingLoss: number[];
  readonly validationCrps: number[];
  epoch: number;
}

export class RunProgress {
  readonly #study: Study;
  readonly #trainRows: number;
  /** Work of one epoch of one replicate, by variant. */
  readonly #costs: readonly number[];
  readonly #epochs: readonly number[];
  readonly #live: Map<number, Live>[];
  readonly #done: (readonly FinishedReplicate[])[];
  readonly #failed: (readonly FailedReplicate[])[];
  readonly #stacks = new Map<number, { variant: number; replicates: readonly number[] }>();
  readonly #rate = new Rate();
  readonly #totalWork: number;
  /** Work of replicates that earlier runs finished: it took no time in this one. */
  #earlierWork = 0;
  #work = 0;
  #rows = 0;

  constructor(study: Study, trainRows: number, width: number, earlier: readonly ReplicateResult[]) {
    const experiments = study.variants.map((variant) => experimentOf(study.base, variant));
    this.#study = study;
    this.#trainRows = trainRows;
    this.#costs = experiments.map((experiment) => trainingCost(experiment, width));
    this.#epochs = experiments.map((experiment) => experiment.epochs);
    this.#live = experiments.map(() => new Map<number, Live>());
    this.#done = experiments.map(() => []);
    this.#failed = experiments.map(() => []);
    this.#totalWork = this.#costs.reduce(
      (sum, cost, i) => sum + cost * (this.#epochs[i] ?? 0) * study.replicates,
      0,
    );
    for (const result of earlier) this.replicate(result);
    this.#earlierWork = this.#work;
  }

  #cost(variant: number): number {
    return this.#costs[variant] ?? 0;
  }

  stack(variant: number, replicates: readonly number[], worker: number): void {
    this.#stacks.set(worker, { variant, replicates });
    for (const replicate of replicates) {
      const before = this.#live[variant]?.get(replicate);
      // A stack that is begun again begins at nothing.
      if (before) this.#work -= before.epoch * this.#cost(variant);
      this.#live[variant]?.set(replicate, { trainingLoss: [], validationCrps: [], epoch: 0 });
    }
  }

  epoch(variant: number, replicates: readonly number[], report: EpochReport): void {
    replicates.forEach((replicate, i) => {
      const live = this.#live[variant]?.get(replicate);
      const loss = report.trainingLoss[i];
      if (!live || loss === undefined) return;
      const epochs = report.epoch - live.epoch;
      live.epoch = report.epoch;
      this.#work += epochs * this.#cost(variant);
      // NaN: this replicate has stopped or failed while its stack goes on.
      if (Number.isNaN(loss)) return;
      live.trainingLoss.push(loss);
      live.validationCrps.push(report.validationCrps[i] ?? NaN);
      this.#rows += epochs * this.#trainRows;
    });
  }

  replicate(result: ReplicateResult): void {
    const { variant, replicate } = result;
    const live = this.#live[variant]?.get(replicate);
    const left = (this.#epochs[variant] ?? 0) - (live?.epoch ?? 0);
    this.#work += left * this.#cost(variant);
    this.#live[variant]?.delete(replicate);
    if (result.status === 'done') this.#done[variant] = [...(this.#done[variant] ?? []), result];
    else this.#failed[variant] = [...(this.#failed[variant] ?? []), result];
    for (const [worker, stack] of this.#stacks) {
      const busy = stack.replicates.some((index) => this.#live[stack.variant]?.has(index));
      if (!busy) this.#stacks.delete(worker);
    }
  }

  results(): ReplicateResult[] {
    return this.#study.variants.flatMap((_, i) => [
      ...(this.#done[i] ?? []),
      ...(this.#failed[i] ?? []),
    ]);
  }

  /** Work done in this run, and the counted time it took: what the next estimate is made of. */
  workPerSecond(elapsedMs: number): number | null {
    const work = (this.#work - this.#earlierWork) * this.#trainRows;
    return elapsedMs > 1000 && work > 0 ? (work / elapsedMs) * 1000 : null;
  }

  /** @param elapsedMs counted time since the run began */
  snapshot(elapsedMs: number): RunSnapshot {
    this.#rate.add(elapsedMs, this.#rows);
    const count = (lists: readonly (readonly unknown[])[]) =>
      lists.reduce((sum, list) => sum + list.length, 0);
    const left = this.#totalWork - this.#work;
    const done = this.#work - this.#earlierWork;
    return {
      variants: this.#study.variants.map((variant, i) => ({
        name: variant.name,
        done: this.#done[i] ?? [],
        failed: this.#failed[i] ?? [],
        epochs: this.#epochs[i] ?? 0,
        running: [...(this.#live[i] ?? [])].map(([replicate, live]) => ({
          replicate,
          epoch: live.epoch,
          curve: live,
        })),
      })),
      stacks: [...this.#stacks].map(([worker, stack]) => ({
        worker,
        ...stack,
        epoch: Math.max(
          0,
          ...stack.replicates.map((index) => this.#live[stack.variant]?.get(index)?.epoch ?? 0),
        ),
        epochs: this.#epochs[stack.variant] ?? 0,
      })),
      finished: count(this.#done),
      failed: count(this.#failed),
      total: this.#study.variants.length * this.#study.replicates,
      share: this.#totalWork === 0 ? 0 : Math.min(1, this.#work / this.#totalWork),
      rowsPerSecond: this.#rate.perSecond(),
      elapsedMs,
      remainingMs: isTelling(done, left, elapsedMs) ? (left / done) * elapsedMs : null,
    };
  }
}

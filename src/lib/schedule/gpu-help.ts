/**
 * The GPU beside the processor's workers, where the engine is ours to choose. A run begins on our own
 * kernels at once; once a worker has trained a stack of the heaviest model, and enough of it is left to be
 * worth a second, the GPU has its trial. If it trains faster than one worker it joins them: both take from
 * one queue, the GPU larger stacks, and no more than its share of what is left.
 */
import type { Dataset } from '#lib/data/dataset.ts';
import type { FinishedReplicate } from '#lib/experiment/result.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import type { GpuMemory } from './gpu-memory.ts';
import { TRIAL_EFFORT } from './gpu-trial.ts';
import { isWorthIt, modelKey, type GpuVerdict } from './gpu-verdict.ts';
import { Slot } from './slot.ts';
import type { StackQueue, Wish } from './stack-queue.ts';
import { WorkerCrash, type WorkerHandle } from './worker-handle.ts';

/** Replicates that a GPU trains at a time: beyond it stacking gains little more. */
export const LARGEST_STACK = 32;
/** A run that ends sooner has more to lose than to gain by a trial. */
const LEAST_SECONDS_LEFT = 3;

export interface GpuSettings {
  readonly memory: GpuMemory;
  /** Try a GPU that is drawn in software too, and however little is left: for tests and benchmarks. */
  readonly always: boolean;
}

export interface GpuHelpParts extends GpuSettings {
  readonly study: Study;
  readonly width: number;
  readonly trainRows: number;
  /** Of the processor. */
  readonly workers: number;
  readonly queue: StackQueue;
  readonly dataKey: string;
  dataset(): Promise<Dataset>;
  open(): WorkerHandle;
}

export class GpuHelp {
  readonly slot: Slot;
  readonly #parts: GpuHelpParts;
  /** By variant. */
  readonly #models: readonly string[];
  /** The variant with the most parameters: where a GPU gains most. */
  readonly #heaviest: number;
  readonly #timed: Promise<void>;
  #tellTimed: () => void = () => undefined;
  #workerRate: number | null = null;
  #verdict: GpuVerdict | null = null;
  #closed = false;

  constructor(parts: GpuHelpParts) {
    const { study, width } = parts;
    this.#parts = parts;
    this.slot = new Slot(parts.open, 'webgl');
    const experiments = study.variants.map((variant) => experimentOf(study.base, variant));
    const sizes = experiments.map((experiment) => layoutOf(experiment, width).size);
    this.#models = experiments.map((experiment) => modelKey(experiment, width));
    this.#heaviest = sizes.indexOf(Math.max(...sizes));
    this.#timed = new Promise((resolve) => (this.#tellTimed = resolve));
  }

  /** Hears what a worker of the processor has trained. */
  note(variant: number, finished: readonly FinishedReplicate[]): void {
    if (!this.#serves(variant) || finished.length === 0) return;
    const epochs = finished.reduce((sum, one) => sum + one.epochs, 0);
    const ms = finished.reduce((sum, one) => sum + one.durationMs, 0);
    if (ms > 0) this.#workerRate = (1000 * epochs * this.#parts.trainRows) / ms;
    this.#tellTimed();
  }

  /** Nothing is left to help with. */
  close(): void {
    this.#closed = true;
    this.#tellTimed();
    this.slot.close();
  }

  /** @returns null where too little is left to ask */
  async verdict(): Promise<GpuVerdict | null> {
    const { memory } = this.#parts;
    const model = this.#models[this.#heaviest];
    const known = memory.recall(model);
    this.#verdict = known ? await this.#again(known) : await this.#firstTrial();
    if (this.#verdict && this.#verdict !== known) memory.remember(model, this.#verdict);
    return this.#verdict;
  }

  /** What the GPU is to take next. */
  get wish(): Wish {
    const { queue, workers } = this.#parts;
    const variants = (variant: number) => this.#serves(variant);
    if (this.#verdict?.status !== 'measured') return { variants, most: 1 };
    const { gpuRate, workerRate } = this.#verdict;
    const share = gpuRate / (gpuRate + workers * workerRate);
    const most = Math.max(1, Math.round(queue.waiting(variants) * share));
    return { variants, most: Math.min(most, LARGEST_STACK) };
  }

  #serves(variant: number): boolean {
    return this.#models[variant] === this.#models[this.#heaviest];
  }

  async #again(known: GpuVerdict): Promise<GpuVerdict | null> {
    if (!isWorthIt(known)) return known;
    if (known.status === 'measured' && !this.#enoughIsLeft(known.workerRate)) return null;
    await this.slot.prepare(this.#parts.dataKey, () => this.#dataset());
    const { started } = this.slot;
    if (started?.engine === 'webgl') return known;
    this.slot.close();
    return { status: 'unfit', why: started?.notices.join(' ') ?? 'it did not start.' };
  }

  async #firstTrial(): Promise<GpuVerdict | null> {
    await this.#timed;
    const workerRate = this.#workerRate;
    if (workerRate === null || !this.#enoughIsLeft(workerRate)) return null;
    const { study, dataKey, always } = this.#parts;
    const experiment = experimentOf(study.base, study.variants[this.#heaviest]);
    const count = Math.min(LARGEST_STACK, study.replicates);
    const replicates = Array.from({ length: count }, (_, replicate) => replicate);
    const trial = await this.slot.tryGpu(
      { experiment, seed: study.seed, replicates, dataKey, anyGpu: always, effort: TRIAL_EFFORT },
      () => this.#dataset(),
    );
    const verdict: GpuVerdict =
      trial.status === 'unfit'
        ? trial
        : { status: 'measured', renderer: trial.renderer, gpuRate: trial.rate, workerRate };
    if (!isWorthIt(verdict)) this.slot.close();
    return verdict;
  }

  /** @throws WorkerCrash where the run has ended meanwhile: nobody would close a worker opened for it */
  async #dataset(): Promise<Dataset> {
    const dataset = await this.#parts.dataset();
    if (this.#closed) throw new WorkerCrash('The run has ended.');
    return dataset;
  }

  #enoughIsLeft(workerRate: number): boolean {
    const { study, queue, trainRows, workers, always } = this.#parts;
    const { epochs } = experimentOf(study.base, study.variants[this.#heaviest]);
    const rows = queue.waiting((variant) => this.#serves(variant)) * epochs * trainRows;
    return always || rows / (workerRate * workers) > LEAST_SECONDS_LEFT;
  }
}

/**
 * Workers that serve a queue of stacks, on any thread library. A fast worker takes the next stack. Training
 * that fails is begun again, at most twice; then its replicates are reported as failed and the study goes on.
 * A worker that is lost is replaced and its stack begun again, which says nothing of its replicates; where
 * workers are lost and nothing else happens, the run is interrupted. Knows neither DOM nor worker globals.
 */
import type { Dataset } from '#lib/data/dataset.ts';
import {
  isOfTheMachinery,
  type FinishedReplicate,
  type Predictions,
} from '#lib/experiment/result.ts';
import { experimentOf } from '#lib/experiment/study.ts';
import { decide, type Decision } from './auto.ts';
import { environmentOf } from './environment.ts';
import { Gate } from './gate.ts';
import { GpuHelp, LARGEST_STACK, type GpuSettings } from './gpu-help.ts';
import { isWorthIt, verdictInWords } from './gpu-verdict.ts';
import type { Run, RunObserver, RunPlan } from './protocol.ts';
import { Slot } from './slot.ts';
import { StackQueue, type Wish } from './stack-queue.ts';
import { stacksOf, type Stack } from './stacks.ts';
import {
  TrainingInterrupted,
  WorkerCrash,
  type Setback,
  type TrainReply,
  type WorkerHandle,
} from './worker-handle.ts';

/** What differs between the browser and Node. */
export interface Platform {
  /** A worker, not yet begun. */
  open(): WorkerHandle;
  readonly hardwareConcurrency: number;
  /** Such as `Chromium 141` or `Node 24.1`. */
  readonly runtime: string;
  /** Where a GPU may help; absent where there is no way to one. */
  readonly gpu?: GpuSettings;
}

/** How long a worker may take to end its batch after a stop before it is ended for it. */
const STOP_GRACE_MS = 500;

/** A slot is given up once so many of its workers were lost with nothing trained between. */
const MOST_LOSSES = 5;

export class Schedule implements Run {
  readonly done: Promise<'finished' | 'stopped'>;
  readonly #plan: RunPlan;
  readonly #observer: RunObserver;
  readonly #platform: Platform;
  readonly #gate = new Gate();
  /** Variants whose predictions have been reported. */
  readonly #predicted: Set<number>;
  readonly #notices = new Set<string>();
  #queue = new StackQueue([]);
  #slots: Slot[] = [];
  #help: GpuHelp | null = null;
  #environment = '';
  #stopped = false;
  /** Nothing more is begun or told. */
  #over = false;
  /** Why a slot was given up last. */
  #loss = '';
  #endStopped: () => void = () => undefined;
  /** Asked for to learn its size, then handed to the first worker that wants it. */
  #first: { readonly key: string; readonly dataset: Dataset } | null = null;

  constructor(plan: RunPlan, observer: RunObserver, platform: Platform) {
    this.#plan = plan;
    this.#observer = observer;
    this.#platform = platform;
    const seen = plan.finished.filter((result) => result.status === 'done');
    this.#predicted = new Set(seen.map((result) => result.variant));
    const stopped = new Promise<'stopped'>((resolve) => {
      this.#endStopped = () => resolve('stopped');
    });
    this.done = Promise.race([this.#run(), stopped]);
  }

  pause(): void {
    this.#gate.shut();
    for (const slot of this.#slots) slot.pause();
  }

  resume(): void {
    for (const slot of this.#slots) slot.resume();
    this.#gate.open();
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#queue.close();
    const training = this.#slots.some((slot) => slot.training);
    for (const slot of this.#slots) slot.abort();
    this.#gate.open();
    setTimeout(
      () => {
        this.#close();
        this.#endStopped();
      },
      training ? STOP_GRACE_MS : 0,
    );
  }

  async #run(): Promise<'finished' | 'stopped'> {
    const { study, compute, finished, range } = this.#plan;
    const left = stacksOf(study, 1, finished, range);
    if (left.length === 0) return 'finished';
    const [replicate] = left[0].replicates;
    const dataset = await this.#plan.dataset(this.#split(replicate));
    this.#first = { key: this.#dataKey(replicate), dataset };
    if (this.#stopped) return 'stopped';
    const decision = decide(compute, {
      study,
      trainRows: dataset.train.count,
      left: study.variants.map(
        (_, index) => left.filter((stack) => stack.variant === index).length,
      ),
      hardwareConcurrency: this.#platform.hardwareConcurrency,
    });
    this.#observer.onDecision?.(decision);
    this.#queue = new StackQueue(stacksOf(study, decision.stack, finished, range));
    this.#slots = Array.from(
      { length: decision.workers },
      () => new Slot(() => this.#platform.open(), decision.engine),
    );
    const guest = this.#inviteGpu(decision, dataset, this.#dataKey(replicate));
    // Awaited below; this only avoids an unhandled-rejection warning.
    guest.catch(() => undefined);
    try {
      await Promise.all(this.#slots.map((slot, index) => this.#serve(slot, index, decision)));
      this.#help?.close();
      await guest;
    } finally {
      this.#over = true;
      this.#queue.close();
      this.#close();
    }
    if (this.#stopped) return 'stopped';
    if (this.#queue.waiting(() => true) > 0) throw new TrainingInterrupted(this.#loss);
    return 'finished';
  }

  /** Where the engine is ours to choose, the GPU is asked whether it can help, while the others train. */
  async #inviteGpu(decision: Decision, { width, train }: Dataset, dataKey: string): Promise<void> {
    const { study, compute } = this.#plan;
    const { gpu, open } = this.#platform;
    if (!gpu || compute.engine !== 'auto' || study.data.split.perReplicate) return;
    const help = new GpuHelp({
      ...gpu,
      study,
      width,
      trainRows: train.count,
      workers: decision.workers,
      queue: this.#queue,
      dataKey,
      dataset: () => this.#plan.dataset(null),
      open,
    });
    this.#help = help;
    // Help that fails costs nothing but the help.
    const verdict = await help.verdict().catch(() => null);
    if (!verdict || this.#stopped) return help.close();
    const reason = `${decision.reason} ${verdictInWords(verdict, LARGEST_STACK)}`;
    this.#observer.onDecision?.({ ...decision, reason });
    if (!isWorthIt(verdict)) return;
    const index = this.#slots.push(help.slot) - 1;
    await this.#serve(help.slot, index, decision, () => help.wish);
  }

  /** @param wish of a guest, who leaves when it has failed */
  async #serve(slot: Slot, index: number, decision: Decision, wish?: () => Wish): Promise<void> {
    let losses = 0;
    while (losses < MOST_LOSSES) {
      await this.#gate.pass();
      const stack = await this.#queue.take(wish?.());
      if (!stack) break;
      try {
        const reply = await this.#attempt(slot, index, stack, decision);
        this.#settle(slot, index, stack, reply);
        if (wish && reply.status === 'broken') break;
        if (reply.status === 'broken' && isOfTheMachinery(reply.reason)) {
          losses++;
          this.#loss = reply.message;
        } else {
          losses = 0;
        }
        if (!wish && reply.status === 'trained') this.#help?.note(stack.variant, reply.finished);
      } finally {
        this.#queue.settle();
      }
    }
    slot.close();
  }

  async #attempt(
    slot: Slot,
    index: number,
    { variant, replicates }: Stack,
    decision: Decision,
  ): Promise<TrainReply> {
    const { study } = this.#plan;
    try {
      const dataKey = this.#dataKey(replicates[0]);
      await slot.prepare(dataKey, () => this.#dataset(replicates[0]));
      this.#tellEnvironment(slot, decision);
      await this.#gate.pass();
      if (this.#stopped) return { status: 'aborted' };
      this.#observer.onStack(variant, replicates, index);
      const request = {
        variant,
        experiment: experimentOf(study.base, study.variants[variant]),
        seed: study.seed,
        replicates,
        dataKey,
        wantPredictions: !this.#predicted.has(variant),
      };
      return await slot.train(request, (report) => {
        if (!this.#stopped) this.#observer.onEpoch(variant, replicates, report);
      });
    } catch (error) {
      if (this.#over || this.#stopped) return { status: 'aborted' };
      if (!(error instanceof WorkerCrash)) throw error;
      return { status: 'broken', reason: 'worker-crashed', message: error.message };
    }
  }

  #settle(slot: Slot, index: number, stack: Stack, reply: TrainReply): void {
    switch (reply.status) {
      case 'aborted':
        return;
      case 'broken': {
        const { reason, message } = reply;
        slot.close();
        this.#observer.onNotice(`Worker ${index + 1} is replaced. ${message}`);
        if (isOfTheMachinery(reason)) return this.#queue.lost(stack);
        const setbacks = stack.replicates.map((replicate) => ({ replicate, reason, message }));
        return this.#again(stack, setbacks, true);
      }
      case 'trained':
        reply.finished.forEach((result, position) =>
          this.#report(result, position === 0 ? reply.predictions : null),
        );
        return this.#again(stack, reply.setbacks, false);
      default:
        reply satisfies never;
    }
  }

  #report(result: FinishedReplicate, predictions: Predictions | null): void {
    const first = predictions !== null && !this.#predicted.has(result.variant);
    if (first) this.#predicted.add(result.variant);
    this.#observer.onReplicate(result, first ? predictions : null);
  }

  #again(stack: Stack, setbacks: readonly Setback[], sharedFate: boolean): void {
    if (setbacks.length === 0) return;
    const replicates = setbacks.map((setback) => setback.replicate);
    if (this.#queue.again(stack, replicates, sharedFate)) return;
    for (const setback of setbacks) {
      const { variant, attempt: attempts } = stack;
      this.#observer.onReplicate({ status: 'failed', variant, ...setback, attempts }, null);
    }
  }

  #split(replicate: number): number | null {
    return this.#plan.study.data.split.perReplicate ? replicate : null;
  }

  #dataKey(replicate: number): string {
    return String(this.#split(replicate));
  }

  async #dataset(replicate: number): Promise<Dataset> {
    const first = this.#first;
    if (first?.key !== this.#dataKey(replicate)) return this.#plan.dataset(this.#split(replicate));
    this.#first = null;
    return first.dataset;
  }

  /** Says what runs, and says it again only where a fallback changes it. */
  #tellEnvironment(slot: Slot, decision: Decision): void {
    for (const notice of slot.started?.notices ?? []) {
      if (this.#notices.has(notice)) continue;
      this.#notices.add(notice);
      this.#observer.onNotice(notice);
    }
    const environment = environmentOf(this.#slots, decision, this.#platform);
    const written = JSON.stringify(environment);
    if (written === this.#environment) return;
    this.#environment = written;
    this.#observer.onEnvironment(environment);
  }

  #close(): void {
    this.#help?.close();
    for (const slot of this.#slots) slot.close();
  }
}

/**
 * One run as the page sees it. The pool's calls go into a plain progress; the page reads snapshots, renewed
 * at most ten times a second. The run keeps the study that it was started with: the draft may move on.
 */
import type { EpochReport } from '#lib/engines/engine.ts';
import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Run, RunObserver, RunPlan } from '#lib/schedule/protocol.ts';
import type { Decision } from '#lib/schedule/auto.ts';
import { TrainingInterrupted } from '#lib/schedule/worker-handle.ts';
import { offline } from '#lib/offline/offline.svelte.ts';
import { FrameThrottle } from './frame-throttle.ts';
import { KEPT_WITHIN_MS, OnceKept } from './once-kept.ts';
import { RunClock } from './run-clock.ts';
import { RunProgress, type RunSnapshot } from './run-progress.ts';

export type Phase =
  | 'preparing'
  | 'starting'
  | 'running'
  | 'paused'
  | 'stopping'
  | 'finished'
  | 'stopped'
  /** Came back after a reload, not training. */
  | 'restored'
  /** Could not start, or broke as a whole. */
  | 'broken';

const SNAPSHOT_EVERY_MS = 100;
const TICK_MS = 500;

export type StartRun = (plan: RunPlan, observer: RunObserver) => Run;

export interface RunSize {
  readonly trainRows: number;
  /** Encoded inputs. */
  readonly width: number;
}

export interface RunHooks {
  /** Each result as it comes, to be kept. @returns once it is, which may be never */
  onResult?(result: ReplicateResult, predictions: Predictions | null): Promise<void> | void;
  onEnvironment?(environment: Environment): void;
  /** @returns what the end waits for before it is said, where anything is still to be kept */
  onEnd?(phase: 'finished' | 'stopped' | 'broken'): Promise<void> | void;
}

/** In words, with what to do. */
function whyItBroke(error: unknown, hasResults: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof TrainingInterrupted)) return message;
  const next = hasResults
    ? 'What had finished stays: Continue trains what is missing.'
    : 'Nothing had finished yet: run it again.';
  return `Training was interrupted, since worker after worker was lost. ${message} ${next} If it is interrupted again, check the connection and reload the page, close other tabs, or choose fewer workers.`;
}

export class RunState implements RunObserver {
  readonly study: Study;
  readonly #hooks: RunHooks;
  readonly #clock = new RunClock();
  readonly #throttle = new FrameThrottle(() => this.#takeSnapshot(), SNAPSHOT_EVERY_MS);
  #progress: RunProgress;
  #run: Run | null = null;
  #release: (() => void) | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #phase = $state<Phase>('preparing');
  #snapshot = $state.raw<RunSnapshot>() as RunSnapshot;
  #environment = $state.raw<Environment | null>(null);
  #reason = $state<string | null>(null);
  #notices = $state.raw<readonly string[]>([]);
  #predictions = $state.raw<readonly (Predictions | null)[]>([]);
  #error = $state<string | null>(null);
  #unkept = $state(0);
  #keepingProblem = $state<string | null>(null);
  readonly #onceKept = new OnceKept((unkept) => (this.#unkept = unkept));

  /**
   * @param earlier results of this study that need not be trained again
   */
  constructor(study: Study, earlier: readonly ReplicateResult[] = [], hooks: RunHooks = {}) {
    this.study = study;
    this.#hooks = hooks;
    this.#progress = new RunProgress(study, 0, 1, earlier);
    this.#snapshot = this.#progress.snapshot(0);
    this.#predictions = study.variants.map(() => null);
    if (earlier.length > 0) this.#phase = 'restored';
  }

  get phase(): Phase {
    return this.#phase;
  }

  get snapshot(): RunSnapshot {
    return this.#snapshot;
  }

  get environment(): Environment | null {
    return this.#environment;
  }

  /** What auto chose, and why. */
  get reason(): string | null {
    return this.#reason;
  }

  get notices(): readonly string[] {
    return this.#notices;
  }

  /** Mixtures of all test rows, from the first finished replicate of each variant. */
  get predictions(): readonly (Predictions | null)[] {
    return this.#predictions;
  }

  get error(): string | null {
    return this.#error;
  }

  /** Results that are shown and are not kept yet. */
  get unkept(): number {
    return this.#unkept;
  }

  /** Why nothing can be kept now, in words. */
  get keepingProblem(): string | null {
    return this.#keepingProblem;
  }

  setKeepingProblem(problem: string | null): void {
    this.#keepingProblem = problem;
  }

  get active(): boolean {
    return ['preparing', 'starting', 'running', 'paused', 'stopping'].includes(this.#phase);
  }

  /** Replicates are left to train. */
  get incomplete(): boolean {
    const { finished, failed, total } = this.#snapshot;
    return finished + failed < total;
  }

  results(): ReplicateResult[] {
    return this.#progress.results();
  }

  workPerSecond(): number | null {
    return this.#progress.workPerSecond(this.#clock.elapsedMs(performance.now()));
  }

  /** The data is being encoded; there is nothing to train on yet. */
  prepare(): void {
    this.#release ??= offline.hold();
    this.#phase = 'preparing';
  }

  /** Hands the plan to the pool. What was finished before stays. */
  start(plan: RunPlan, size: RunSize, startRun: StartRun): void {
    this.#progress = new RunProgress(this.study, size.trainRows, size.width, plan.finished);
    this.#release ??= offline.hold();
    this.#phase = 'starting';
    this.#error = null;
    this.#clock.start(performance.now());
    this.#ticking = setInterval(() => this.#throttle.request(), TICK_MS);
    try {
      this.#run = startRun(plan, this);
    } catch (error) {
      this.break(error);
      return;
    }
    this.#run.done.then(
      (how) => this.#end(how),
      (error: unknown) => this.break(error),
    );
  }

  /** Who reads that a run is finished may close the page: it is said once the last result is kept. */
  async #end(how: 'finished' | 'stopped'): Promise<void> {
    this.#clock.pause(performance.now());
    let late: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<void>((resolve) => (late = setTimeout(resolve, KEPT_WITHIN_MS)));
    await Promise.race([this.#hooks.onEnd?.(how), tooLate]);
    clearTimeout(late);
    this.#close(how);
  }

  #close(how: 'finished' | 'stopped'): void {
    this.#halt();
    this.#phase = how;
    this.#throttle.flush();
  }

  /** Ends the run as a whole with what went wrong, in words. */
  break(error: unknown): void {
    this.#halt();
    this.#error = whyItBroke(error, this.#progress.results().length > 0);
    this.#phase = 'broken';
    this.#throttle.flush();
    void this.#hooks.onEnd?.('broken');
  }

  #halt(): void {
    this.#onceKept.flush();
    clearInterval(this.#ticking);
    this.#clock.pause(performance.now());
    this.#run = null;
    this.#release?.();
    this.#release = null;
  }

  pause(): void {
    if (this.#phase !== 'running') return;
    this.#run?.pause();
    this.#clock.pause(performance.now());
    this.#phase = 'paused';
  }

  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#clock.start(performance.now());
    this.#run?.resume();
    this.#phase = 'running';
  }

  stop(): void {
    if (!this.active) return;
    if (!this.#run) {
      this.#close('stopped');
      void this.#hooks.onEnd?.('stopped');
      return;
    }
    this.#phase = 'stopping';
    this.#run.stop();
  }

  #takeSnapshot(): void {
    this.#snapshot = this.#progress.snapshot(this.#clock.elapsedMs(performance.now()));
  }

  onEnvironment(environment: Environment): void {
    this.#environment = environment;
    this.#hooks.onEnvironment?.(environment);
  }

  onDecision(decision: Decision): void {
    this.#reason = decision.reason;
  }

  onStack(variant: number, replicates: readonly number[], worker: number): void {
    if (this.#phase === 'starting') this.#phase = 'running';
    this.#progress.stack(variant, replicates, worker);
    this.#throttle.request();
  }

  onEpoch(variant: number, replicates: readonly number[], report: EpochReport): void {
    this.#progress.epoch(variant, replicates, report);
    this.#throttle.request();
  }

  onReplicate(result: ReplicateResult, predictions: Predictions | null): void {
    const show = () => this.#show(result, predictions);
    const kept = this.#hooks.onResult?.(result, predictions);
    if (!kept) return show();
    this.#onceKept.show(kept, show);
    if (this.#keepingProblem !== null) this.#onceKept.flush();
  }

  #show(result: ReplicateResult, predictions: Predictions | null): void {
    this.#progress.replicate(result);
    if (predictions) this.keepPredictions(result.variant, predictions);
    this.#throttle.request();
  }

  keepPredictions(variant: number, predictions: Predictions): void {
    this.#predictions = this.#predictions.with(variant, predictions);
  }

  onNotice(message: string): void {
    if (!this.#notices.includes(message)) this.#notices = [...this.#notices, message];
  }
}

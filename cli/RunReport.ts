import type { Dataset } from '#lib/data/dataset.ts';
import type { EpochReport } from '#lib/engines/engine.ts';
import type { Environment, ReplicateResult } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import { durationInWords, estimateInWords, rateInWords } from '#lib/format/durations.ts';
import { RunProgress, type RunSnapshot } from '#lib/run/run-progress.ts';
import type { RunObserver } from '#lib/schedule/protocol.ts';
import type { StatusLine } from './StatusLine.ts';

/** How far a run is, in one line. */
export function progressLine(run: RunSnapshot): string {
  const failures = run.failed === 0 ? '' : `, ${run.failed} failed`;
  return [
    `${run.finished} of ${run.total} replicates${failures}`,
    `${Math.floor(100 * run.share)} %`,
    durationInWords(run.elapsedMs),
    run.rowsPerSecond !== null && `${rateInWords(run.rowsPerSecond)} rows/s`,
    run.remainingMs !== null && `${estimateInWords(run.remainingMs)} left`,
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** Adds up what a run tells, and writes on a status line how far it is. */
export class RunReport implements RunObserver {
  readonly #progress: RunProgress;
  readonly #status: StatusLine;
  readonly #begun = performance.now();
  #environment: Environment | null = null;

  /** @param study with as many replicates as are trained here */
  constructor(study: Study, { train, width }: Dataset, status: StatusLine) {
    this.#progress = new RunProgress(study, train.count, width, []);
    this.#status = status;
  }

  get results(): ReplicateResult[] {
    return this.#progress.results();
  }

  /** What really ran; null where nothing did. */
  get environment(): Environment | null {
    return this.#environment;
  }

  get elapsedMs(): number {
    return performance.now() - this.#begun;
  }

  onEnvironment(environment: Environment): void {
    this.#environment = environment;
  }

  onStack(variant: number, replicates: readonly number[], worker: number): void {
    this.#progress.stack(variant, replicates, worker);
  }

  onEpoch(variant: number, replicates: readonly number[], report: EpochReport): void {
    this.#progress.epoch(variant, replicates, report);
    this.#tell();
  }

  onReplicate(result: ReplicateResult): void {
    this.#progress.replicate(result);
    this.#tell();
  }

  onNotice(message: string): void {
    this.#status.say(message);
  }

  #tell(): void {
    this.#status.update(progressLine(this.#progress.snapshot(this.elapsedMs)));
  }
}

import type { EpochReport } from '#lib/engines/engine.ts';

/** Faster than this no eye follows, and a small study would drown the page in messages. */
const SHORTEST_GAP_MS = 40;

/** Collects epoch reports and sends them together. */
export class EpochBatcher {
  readonly #send: (reports: EpochReport[]) => unknown;
  #waiting: EpochReport[] = [];
  #sent = -Infinity;
  #arrived: Promise<unknown> = Promise.resolve();

  /** @param send may give a promise, settled once the reports have arrived */
  constructor(send: (reports: EpochReport[]) => unknown) {
    this.#send = send;
  }

  post({ epoch, trainingLoss, validationCrps }: EpochReport): void {
    // Copies, since an engine may write its next epoch into the same arrays.
    this.#waiting.push({
      epoch,
      trainingLoss: trainingLoss.slice(),
      validationCrps: validationCrps.slice(),
    });
    if (performance.now() - this.#sent >= SHORTEST_GAP_MS) this.#dispatch();
  }

  /** Sends what is left; resolves once all of it has arrived. */
  async flush(): Promise<void> {
    if (this.#waiting.length) this.#dispatch();
    await this.#arrived;
  }

  #dispatch(): void {
    const reports = this.#waiting;
    this.#waiting = [];
    this.#sent = performance.now();
    this.#arrived = Promise.resolve(this.#send(reports));
  }
}

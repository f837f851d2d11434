import { constants } from 'node:os';
import type { Run } from '#lib/schedule/protocol.ts';
import type { StatusLine } from './StatusLine.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
type Signal = (typeof SIGNALS)[number];

/** Ctrl+C, or a scheduler that ends the job: the run is stopped; a second time ends the program at once. */
export class Interruption {
  #run: Run | null = null;
  #status: StatusLine | null = null;
  #signal: Signal | null = null;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  /** From now on a signal stops this run. */
  stops(run: Run, status: StatusLine): void {
    this.#run = run;
    this.#status = status;
  }

  /** By the convention of shells: 130 for Ctrl+C, 143 for a termination. */
  get exitStatus(): number {
    return 128 + constants.signals[this.#signal ?? 'SIGINT'];
  }

  readonly #onSignal = (signal: Signal): void => {
    const again = this.#signal !== null;
    this.#signal = signal;
    if (again || !this.#run) {
      process.stderr.write('Stopped. No result was written.\n');
      process.exit(this.exitStatus);
    }
    this.#status?.say('Stopping …');
    this.#run.stop();
  };
}

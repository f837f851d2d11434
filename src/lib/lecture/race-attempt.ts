import type { Environment } from '#lib/experiment/result.ts';
import { Gate } from '#lib/schedule/gate.ts';
import type { Run } from '#lib/schedule/protocol.ts';
import type { Board } from './board.ts';
import { HeatStopped, type HeatControl } from './race-heat.ts';

type Held = Pick<Run, 'pause' | 'resume' | 'stop'>;

/** One try at a step's race: what it has measured so far, and how it is paused and ended. */
export class RaceAttempt implements HeatControl {
  readonly boards: readonly Board[];
  readonly onEnvironment: (environment: Environment) => void;
  #run: Held | null = null;
  readonly #gate = new Gate();
  #stopped = false;

  constructor(boards: readonly Board[], onEnvironment: (environment: Environment) => void) {
    this.boards = boards;
    this.onEnvironment = onEnvironment;
  }

  readonly onRun = (run: Held): void => {
    this.#run = run;
  };

  readonly pass = async (): Promise<void> => {
    await this.#gate.pass();
    if (this.#stopped) throw new HeatStopped();
  };

  pause(): void {
    this.#gate.shut();
    this.#run?.pause();
  }

  resume(): void {
    this.#run?.resume();
    this.#gate.open();
  }

  stop(): void {
    this.#stopped = true;
    this.#run?.stop();
    this.#gate.open();
  }

  /** It is over: nothing of it runs any more. */
  end(): void {
    this.#run = null;
  }
}

/** The race of one step: its heats one after another, to be begun, paused, stopped and begun again. */
import type { Environment } from '#lib/experiment/result.ts';
import { FrameThrottle } from '#lib/run/frame-throttle.ts';
import type { Run } from '#lib/workers/protocol.ts';
import { Board } from './board.ts';
import type { HeatRecord } from './heat.ts';
import type { Presets } from './presets.ts';
import { HeatStopped, raceHeat, type HeatControl, type Track } from './race-heat.ts';
import type { Step } from './steps.ts';

export type RacePhase = 'ready' | 'racing' | 'paused' | 'finished' | 'failed';

/** Seldom enough that painting leaves the machine to the lanes, even where the page is drawn in software. */
const SNAPSHOT_EVERY_MS = 200;

export class StepRace {
  readonly step: Step;
  readonly #track: Track;
  readonly #presets: () => Presets;
  readonly #throttle = new FrameThrottle(() => this.#takeSnapshot(), SNAPSHOT_EVERY_MS);
  #boards: readonly Board[] = [];
  #heats = $state.raw<readonly HeatRecord[]>([]);
  #phase = $state<RacePhase>('ready');
  #error = $state<string | null>(null);
  #environment = $state.raw<Environment | null>(null);
  #run: Pick<Run, 'pause' | 'resume' | 'stop'> | null = null;
  #waitsFor = $state.raw<StepRace | null>(null);
  #stopped = false;
  #release: (() => void) | null = null;
  #gate = Promise.resolve();
  #over = Promise.resolve();

  constructor(step: Step, track: Track, presets: () => Presets) {
    this.step = step;
    this.#track = track;
    this.#presets = presets;
    this.clear();
  }

  get heats(): readonly HeatRecord[] {
    return this.#heats;
  }

  get phase(): RacePhase {
    return this.#phase;
  }

  get error(): string | null {
    return this.#error;
  }

  /** What the pool ran on, in races that are runs of it. */
  get environment(): Environment | null {
    return this.#environment;
  }

  get active(): boolean {
    return this.#phase === 'racing' || this.#phase === 'paused';
  }

  isFinished(): boolean {
    return this.#phase === 'finished';
  }

  /** The race of another step that comes first; its controls are then this one's. */
  get waitsFor(): StepRace | null {
    return this.#waitsFor;
  }

  wait(race: StepRace | null): void {
    this.#waitsFor = race;
  }

  /** As before the first race, with sizes as they are now. */
  clear(): void {
    const presets = this.#presets();
    this.#boards = this.step.heats.map((heat) => {
      const total = heat.unit === 'rows' ? presets.rows : presets.replicates;
      const components = heat.components ?? presets.k;
      return new Board(heat, components, total, () => this.#throttle.request());
    });
    this.#phase = 'ready';
    this.#error = null;
    this.#takeSnapshot();
  }

  /** Resolves when the race at hand is over, however it ends. */
  get over(): Promise<void> {
    return this.#over;
  }

  /** One that runs already is left alone. */
  start(): Promise<void> {
    if (!this.active && this.step.heats.length > 0) this.#over = this.#race();
    return this.#over;
  }

  async #race(): Promise<void> {
    this.clear();
    this.#stopped = false;
    this.#phase = 'racing';
    const presets = this.#presets();
    const control: HeatControl = {
      onRun: (run) => (this.#run = run),
      pass: async () => {
        await this.#gate;
        if (this.#stopped) throw new HeatStopped();
      },
      onEnvironment: (environment) => (this.#environment = environment),
    };
    try {
      for (const board of this.#boards) await raceHeat(board, presets, this.#track, control);
      this.#phase = 'finished';
    } catch (error) {
      if (this.#stopped) return this.clear();
      this.#phase = 'failed';
      this.#error = error instanceof Error ? error.message : String(error);
    } finally {
      this.#run = null;
      this.#throttle.flush();
    }
  }

  pause(): void {
    if (this.#phase !== 'racing') return;
    this.#phase = 'paused';
    this.#gate = new Promise((resolve) => (this.#release = resolve));
    this.#run?.pause();
  }

  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#phase = 'racing';
    this.#run?.resume();
    this.#release?.();
  }

  stop(): void {
    if (!this.active) return;
    this.#stopped = true;
    this.#run?.stop();
    this.#release?.();
  }

  #takeSnapshot(): void {
    this.#heats = this.#boards.map((board) => board.record);
  }
}

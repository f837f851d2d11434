/** The race of one step: its heats one after another, to be begun, paused, stopped and begun again. */
import type { Environment } from '#lib/experiment/result.ts';
import { FrameThrottle } from '#lib/run/frame-throttle.ts';
import { Board } from './board.ts';
import type { HeatRecord } from './heat.ts';
import type { Presets } from './presets.ts';
import { RaceAttempt } from './race-attempt.ts';
import { raceHeat, type Track } from './race-heat.ts';
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
  /** What a race that is begun anew would replace: it comes back if that one is stopped. */
  #before: readonly Board[] | null = null;
  #attempt: RaceAttempt | null = null;
  #heats = $state.raw<readonly HeatRecord[]>([]);
  #phase = $state<RacePhase>('ready');
  #error = $state<string | null>(null);
  #environment = $state.raw<Environment | null>(null);
  #waitsFor = $state.raw<StepRace | null>(null);
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

  /** Stops what runs and puts away what was measured: as before the first race, with sizes as they are now. */
  clear(): void {
    this.#attempt?.stop();
    this.#attempt = null;
    this.#before = null;
    this.#show(this.#newBoards(), 'ready');
  }

  /** Resolves when nothing of any race here runs any more, however it ended. */
  get over(): Promise<void> {
    return this.#over;
  }

  /** One that runs already is left alone; one that was stopped ends first. */
  start(): Promise<void> {
    if (this.active || this.step.heats.length === 0) return this.#over;
    this.#before = this.isFinished() ? this.#boards : null;
    const attempt = new RaceAttempt(
      this.#newBoards(),
      (environment) => (this.#environment = environment),
    );
    this.#attempt = attempt;
    this.#show(attempt.boards, 'racing');
    const presets = this.#presets();
    this.#over = this.#over.then(() => this.#race(attempt, presets));
    return this.#over;
  }

  async #race(attempt: RaceAttempt, presets: Presets): Promise<void> {
    let phase: RacePhase = 'finished';
    let error: string | null = null;
    try {
      for (const board of attempt.boards) await raceHeat(board, presets, this.#track, attempt);
    } catch (thrown) {
      phase = 'failed';
      error = thrown instanceof Error ? thrown.message : String(thrown);
    }
    attempt.end();
    if (attempt !== this.#attempt) return;
    this.#attempt = null;
    this.#before = null;
    this.#show(attempt.boards, phase, error);
  }

  pause(): void {
    if (this.#phase !== 'racing') return;
    this.#phase = 'paused';
    this.#attempt?.pause();
  }

  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#phase = 'racing';
    this.#attempt?.resume();
  }

  /** What was measured before it began is shown again. */
  stop(): void {
    if (!this.active) return;
    const before = this.#before;
    this.clear();
    if (before) this.#show(before, 'finished');
  }

  #newBoards(): readonly Board[] {
    const presets = this.#presets();
    return this.step.heats.map((heat) => {
      const total = heat.unit === 'rows' ? presets.rows : presets.replicates;
      const components = heat.components ?? presets.k;
      return new Board(heat, components, total, () => this.#throttle.request());
    });
  }

  #show(boards: readonly Board[], phase: RacePhase, error: string | null = null): void {
    this.#boards = boards;
    this.#phase = phase;
    this.#error = error;
    this.#throttle.flush();
  }

  #takeSnapshot(): void {
    this.#heats = this.#boards.map((board) => board.record);
  }
}

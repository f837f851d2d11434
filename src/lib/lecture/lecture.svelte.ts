/** The lecture as a whole: where the speaker is, how large the races are, and what they have shown. */
import { defaultPresets, type Presets } from './presets.ts';
import type { HeatRecord } from './heat.ts';
import { runtimeName } from '#lib/workers/runtime.ts';
import { rendererOf } from './machine-words.ts';
import type { RaceRecord } from './race-record.ts';
import { ResultsShelf } from './results-shelf.svelte.ts';
import { readPlace, writePlace } from './place.ts';
import type { Track } from './race-heat.ts';
import { Replay } from './replay.svelte.ts';
import { StepRace } from './step-race.svelte.ts';
import { steps, type Step, type StepId } from './steps.ts';

export class Lecture {
  readonly races: readonly StepRace[];
  readonly replay = new Replay();
  readonly track: Track;
  readonly shelf: ResultsShelf;
  #step = $state<StepId>('1');
  #presets = $state.raw<Presets>(defaultPresets);
  #refused = $state<string | null>(null);
  /** Counts what the speaker asked for: what was asked before is not gone on with. */
  #asked = 0;
  /** What a link carries: the text of a result that was sent. */
  #sent = $state<string | null>(null);

  constructor(track: Track, store: Pick<Storage, 'getItem' | 'setItem'> | null = null) {
    this.track = track;
    this.shelf = new ResultsShelf(store);
    this.races = steps.map((step) => new StepRace(step, track, () => this.#presets));
  }

  get place(): number {
    return steps.findIndex(({ id }) => id === this.#step);
  }

  get step(): Step {
    return steps[this.place];
  }

  get race(): StepRace {
    return this.races[this.place];
  }

  /** Of all steps. */
  get heats(): readonly HeatRecord[] {
    return this.races.flatMap(({ heats }) => heats);
  }

  /** What this machine has measured so far. */
  get record(): RaceRecord {
    const { rows, k, epochs, replicates, workers } = this.#presets;
    const environment = this.races.find((race) => race.step.id === '4')?.environment ?? null;
    const pool = this.heats.find(({ heat }) => heat.id === 'pool');
    const fastest = pool?.lanes.find(({ lane }) => lane === 'fastest')?.where;
    return {
      at: Date.now(),
      machine: {
        cores: this.track.cores,
        runtime: runtimeName(),
        renderer: rendererOf(this.heats, environment),
        engine: fastest || null,
      },
      sizes: { rows, k, epochs, replicates, workers },
      heats: this.heats.filter(({ lanes }) => lanes.some(({ turns }) => turns.length > 0)),
    };
  }

  get last(): boolean {
    return this.place === steps.length - 1;
  }

  get presets(): Presets {
    return this.#presets;
  }

  get refused(): string | null {
    return this.#refused;
  }

  get sent(): string | null {
    return this.#sent;
  }

  /** The address of the step, with its presets. */
  get hash(): string {
    return writePlace(this.#step, this.#presets, defaultPresets);
  }

  /** Applies a link. If sizes change, results measured with the old sizes are discarded. */
  follow(hash: string): void {
    const place = readPlace(hash);
    this.#refused = place.kind === 'refused' ? place.message : null;
    this.#sent = place.kind === 'result' ? place.text : null;
    if (place.kind !== 'step') return;
    this.set(place.presets);
    this.go(place.step);
  }

  set(change: Partial<Presets>): void {
    const presets = { ...this.#presets, ...change };
    const same = JSON.stringify(presets) === JSON.stringify(this.#presets);
    if (same) return;
    this.#presets = presets;
    this.#stop();
    for (const race of this.races) race.clear();
  }

  /** What was asked for and waits is not begun any more; what runs ends. */
  #stop(): void {
    this.#asked++;
    this.replay.stop();
    for (const race of this.races) {
      race.stop();
      race.wait(null);
    }
  }

  /** A race that runs goes on only while its step is shown. */
  go(id: StepId): void {
    this.#refused = null;
    this.#sent = null;
    if (id === this.#step) return;
    this.#stop();
    this.#step = id;
  }

  move(by: number): void {
    const place = Math.min(Math.max(this.place + by, 0), steps.length - 1);
    this.go(steps[place].id);
  }

  /** S: begins, pauses, goes on. */
  toggle(): void {
    const race = this.race.waitsFor ?? this.race;
    this.replay.stop();
    if (race.phase === 'racing') race.pause();
    else if (race.phase === 'paused') race.resume();
    else void this.#begin();
  }

  /**
   * One race at a time: those that were just stopped end first. The last race multiplies what others have
   * measured: they come before it, where they have not been raced.
   */
  async #begin(): Promise<void> {
    const asked = ++this.#asked;
    const { race } = this;
    for (const one of this.races) await one.over;
    const needs = this.races.filter(({ step }) => race.step.needs?.includes(step.id));
    for (const need of needs.filter((need) => !need.isFinished())) {
      if (asked !== this.#asked) return;
      race.wait(need);
      await need.start();
      // Why it has not come through is said as long as it is waited for.
      if (!need.isFinished()) return;
    }
    if (asked !== this.#asked) return;
    race.wait(null);
    await race.start();
  }

  /** R: what was measured again, from the start. */
  async restart(): Promise<void> {
    this.#stop();
    await this.#begin();
  }

  startReplay(): void {
    if (this.race.phase === 'finished') this.replay.start(this.race.heats);
  }

  /** P */
  toggleReplay(): void {
    if (this.replay.atMs === null) this.startReplay();
    else this.replay.stop();
  }

  close(): void {
    this.#stop();
    this.track.client.close();
  }
}

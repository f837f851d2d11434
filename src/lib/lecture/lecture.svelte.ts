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

  /** Follows a link. Sizes that change put away what was raced with others. */
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
    for (const race of this.races) {
      race.stop();
      race.clear();
    }
  }

  /** A race that runs goes on only while its step is shown. */
  go(id: StepId): void {
    this.#refused = null;
    this.#sent = null;
    if (id === this.#step) return;
    this.replay.stop();
    this.race.stop();
    this.race.waitsFor?.stop();
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

  /** One race at a time: one that was just stopped ends first. */
  async #begin(): Promise<void> {
    const { race } = this;
    await Promise.all(this.races.filter((one) => one !== race).map((one) => one.over));
    if (race === this.race) await this.#startWithNeeds(race);
  }

  /** The last race multiplies what others have measured: they come first, where they have not been raced. */
  async #startWithNeeds(race: StepRace): Promise<void> {
    for (const need of this.races.filter(({ step }) => race.step.needs?.includes(step.id))) {
      if (need.isFinished()) continue;
      race.wait(need);
      await need.start();
      if (!need.isFinished()) break;
    }
    race.wait(null);
    if (race === this.race) await race.start();
  }

  /** R: what was measured again, from the start. */
  async restart(): Promise<void> {
    this.replay.stop();
    const { race } = this;
    for (const one of [race, race.waitsFor]) {
      one?.stop();
      await one?.over;
    }
    if (race === this.race) await this.#begin();
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
    this.replay.stop();
    for (const race of this.races) race.stop();
    this.track.client.close();
  }
}

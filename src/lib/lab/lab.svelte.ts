/** The lab as a whole: what is configured, what data it has, what runs, and what one needs of the other. */
import type { History } from '#lib/history/history.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { ResultFile } from '#lib/experiment/result-file.ts';
import { ComputeSettings } from './compute-settings.svelte.ts';
import { DataState, type DataDoor } from './data-state.svelte.ts';
import { estimateInWords } from '#lib/format/durations.ts';
import { problemWithPlace } from './problem-words.ts';
import type { EarlierRun } from '#lib/run/run-recorder.ts';
import { RunState, type StartRun } from '#lib/run/run-state.svelte.ts';
import type { PrepareData } from '#lib/run/study-data.ts';
import { StudyRun } from '#lib/run/study-run.ts';
import { sameStudy } from '#lib/experiment/same-study.ts';
import { SpeedMemory } from './speed-memory.ts';
import { StudyDraft } from './study-draft.svelte.ts';
import type { KeyValueStore } from './study-storage.ts';
import { openedRun, type OpenedRun } from './opened-run.ts';
import { testRowsOf, type TestRows } from '#lib/results/test-rows.ts';
import { studyWork } from '#lib/run/training-cost.ts';

export interface LabParts {
  readonly store: KeyValueStore | null;
  readonly history: History;
  readonly door: DataDoor;
  readonly startRun: StartRun;
  readonly cores: number;
}

/** Encoded inputs, where the data has not been encoded yet. */
const USUAL_WIDTH = 80;

export class Lab {
  readonly draft: StudyDraft;
  readonly compute: ComputeSettings;
  readonly data: DataState;
  readonly cores: number;
  readonly #parts: LabParts;
  readonly #speeds: SpeedMemory;
  #run = $state.raw<RunState | null>(null);
  /** Of the run that is shown. */
  #testRows = $state.raw<TestRows | null>(null);
  #width = $state(USUAL_WIDTH);
  #notice = $state<string | null>(null);
  /** The kept run that is shown, while it is not training. */
  #opened = $state.raw<OpenedRun | null>(null);
  #training: StudyRun | null = null;
  /** A run is being taken from the other tabs. */
  #taking = false;
  /** To go on with the opened run as soon as its data is there. */
  #going = false;

  constructor(parts: LabParts) {
    this.#parts = parts;
    this.cores = parts.cores;
    this.draft = new StudyDraft(parts.store);
    this.compute = new ComputeSettings(parts.store);
    this.data = new DataState(parts.door, parts.history);
    this.#speeds = new SpeedMemory(parts.store);
  }

  get run(): RunState | null {
    return this.#run;
  }

  get testRows(): TestRows | null {
    return this.#testRows;
  }

  /** Why a kept run could not be opened, or does not go on; in words. */
  get notice(): string | null {
    return this.#notice;
  }

  /** Why the study cannot start, in words. */
  get obstacle(): string | null {
    const problem = this.draft.problems[0];
    if (problem) return problemWithPlace(problem);
    const compute = this.compute.messageFor('workers') ?? this.compute.messageFor('stack');
    return compute ? `Compute: ${compute}` : this.data.obstacle;
  }

  /** What a run would take, from how fast the last one with these compute settings was. */
  get estimate(): string | null {
    const study = this.draft.valid;
    const speed = this.#speeds.recall(this.#settings);
    const { rows } = this.data;
    if (!study || speed === null || rows === null) return null;
    return estimateInWords((studyWork(study, rows, this.#width) / speed) * 1000);
  }

  /** Replicates left of an interrupted run of this very study; null where there is none. */
  get left(): number | null {
    const run = this.#run;
    const study = this.draft.valid;
    if (!run || !study || run.active || !run.incomplete || !sameStudy(run.study, study))
      return null;
    const { total, finished, failed } = run.snapshot;
    return finished + failed === 0 ? null : total - finished - failed;
  }

  /** The configuration has moved on from what the results are of. */
  get outdated(): boolean {
    const study = this.draft.valid;
    return this.#run !== null && (!study || !sameStudy(this.#run.study, study));
  }

  get #settings(): string {
    return JSON.stringify(this.compute.compute);
  }

  /** Trains every replicate of the draft anew. */
  start(): Promise<void> {
    this.draft.forgetUndo();
    return this.#train(null);
  }

  /** Trains what an interrupted run of the draft left, in its place among the runs. */
  async continue(): Promise<void> {
    const run = this.#run;
    const opened = this.#opened;
    if (!run || this.left === null) return this.#train(null);
    const id = opened ? opened.id : ((await this.#training?.id()) ?? null);
    return this.#train({ id, results: run.results(), predictions: run.predictions });
  }

  async #train(earlier: EarlierRun | null): Promise<void> {
    const study = this.draft.valid;
    await this.data.settled();
    if (!study || this.obstacle !== null || this.#run?.active || this.#taking) return;
    this.#taking = true;
    const training = await StudyRun.begin(this.#parts, study, earlier);
    this.#taking = false;
    if (!training) {
      this.#notice = 'Another tab is training this study. It goes on there.';
      return;
    }
    const { state } = training;
    training.onend = () => this.#remember(state);
    this.#training = training;
    this.#opened = null;
    this.#notice = null;
    this.#run = state;
    const prepare: PrepareData = (data, replicate) => this.data.prepare(data, replicate);
    await training.train(this.compute.compute, prepare, (first) => {
      this.#testRows = study.data.split.perReplicate ? null : testRowsOf(first);
      this.#width = first.width;
    });
  }

  #remember(run: RunState): void {
    const speed = run.workPerSecond();
    if (speed !== null) this.#speeds.remember(this.#settings, speed);
  }

  togglePause(): void {
    if (this.#run?.phase === 'paused') this.#run.resume();
    else this.#run?.pause();
  }

  /** Shows the latest run that was kept of the study that is configured. */
  async restore(): Promise<void> {
    if (this.#run) return;
    const { history } = this.#parts;
    const kept = await history.listRuns();
    const study = this.draft.valid;
    if (kept.status !== 'ok' || !study) return;
    const latest = kept.value.runs.find(
      (run) => run.replicates > 0 && !run.held && sameStudy(run.study, study),
    );
    const opened = latest && (await openedRun(history, latest.id));
    if (!opened || opened.status === 'refused' || this.#run) return;
    this.#show(opened);
  }

  /**
   * Shows a kept run and makes its study the draft; one step back brings the draft before.
   * @param goOn trains what is left of it, once its data is there
   */
  async open(id: number, goOn: boolean): Promise<void> {
    if (this.#run?.active) {
      if ((await this.#training?.id()) === id) return;
      this.#notice = `“${this.#run.study.title || 'Untitled study'}” is still running. Stop it or let it finish, then open the other run.`;
      return;
    }
    const opened = await openedRun(this.#parts.history, id);
    if (opened.status === 'refused') {
      this.#notice = opened.message;
      return;
    }
    const { study } = opened;
    if (JSON.stringify(study) !== JSON.stringify(this.draft.study)) {
      this.draft.replace(study, `Opened “${study.title || 'Untitled study'}” from Runs.`);
    }
    this.#show(opened);
    this.#going = goOn && !opened.held && !opened.foreign;
    this.data.follow(study.data, familiesOf(study));
    this.followOn();
  }

  #show(opened: OpenedRun): void {
    this.#run = opened.run;
    this.#opened = opened;
    this.#training = null;
    this.#testRows = null;
    this.#notice = opened.held
      ? 'Another tab is training this study. What it had finished when you opened it is shown.'
      : null;
  }

  /** What waits for the data: called when its status may have changed. */
  followOn(): void {
    const { status } = this.data;
    if (status === 'ready') void this.prepareTestRows();
    if (!this.#going || status === 'loading' || !this.#opened) return;
    this.#going = false;
    if (status !== 'ready') return;
    const { id } = this.#opened;
    // One that was interrupted before its first result begins in its own place.
    if (!this.#run) void this.#train({ id, results: [], predictions: [] });
    else if (this.left !== null) void this.continue();
  }

  /**
   * Shows a result that came as a file, keeps it among the runs, and makes its study the draft; one step back
   * brings the draft before.
   * @returns false, and changes nothing, while a run is going on
   */
  showResult(file: ResultFile, what: string): boolean {
    if (this.#run?.active) return false;
    const { study, results, environment } = file;
    const run = new RunState(study, results);
    run.onEnvironment(environment);
    this.draft.replace(study, what);
    this.#run = run;
    this.#opened = null;
    this.#training = null;
    this.#going = false;
    this.#testRows = null;
    this.#notice = null;
    if (results.length > 0) void this.#adopt(file, run);
    return true;
  }

  async #adopt(file: ResultFile, run: RunState): Promise<void> {
    const kept = await this.#parts.history.adoptFile(file);
    if (this.#run !== run || run.active) return;
    if (kept.status !== 'ok') {
      this.#notice = kept.message;
      return;
    }
    const { id } = kept.value;
    this.#opened = { status: 'ok', id, study: file.study, foreign: false, held: false, run };
  }

  /** Test rows of a restored run, once its data is open. */
  async prepareTestRows(): Promise<void> {
    const run = this.#run;
    if (!run || this.#testRows || run.active || this.data.status !== 'ready' || this.outdated)
      return;
    if (run.study.data.split.perReplicate) return;
    try {
      const rows = testRowsOf(await this.data.prepare(run.study.data, null));
      if (this.#run === run) this.#testRows = rows;
    } catch {
      // The data is refused; the data group says why.
    }
  }
}

/** The families that a study trains, each once. */
export function familiesOf({ base, variants }: Study): Study['base']['family'][] {
  const families = variants.map((variant) => variant.family ?? base.family);
  return families.filter((family, i) => families.indexOf(family) === i).sort();
}

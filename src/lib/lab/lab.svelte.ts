/** The lab as a whole: what is configured, what data it has, what runs, and what one needs of the other. */
import type { Dataset } from '#lib/data/dataset.ts';
import type { History } from '#lib/history/history.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { ReplicateResult } from '#lib/experiment/result.ts';
import { ComputeSettings } from './compute-settings.svelte.ts';
import { DataState, type DataDoor } from './data-state.svelte.ts';
import { estimateInWords } from '#lib/run/durations.ts';
import { problemWithPlace } from './problem-words.ts';
import { RunKeeper } from '#lib/run/run-keeper.ts';
import { RunState, type StartRun } from '#lib/run/run-state.svelte.ts';
import { sameStudy } from '#lib/experiment/same-study.ts';
import { SpeedMemory } from './speed-memory.ts';
import { StudyDraft } from './study-draft.svelte.ts';
import type { KeyValueStore } from './study-storage.ts';
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
    return this.#train([]);
  }

  /** Trains what an interrupted run of the draft left. */
  continue(): Promise<void> {
    return this.#train(this.left === null ? [] : (this.#run?.results() ?? []));
  }

  async #train(earlier: readonly ReplicateResult[]): Promise<void> {
    const study = this.draft.valid;
    await this.data.settled();
    if (!study || this.obstacle !== null || this.#run?.active) return;
    const before = this.#run;
    const keeper = new RunKeeper(this.#parts.history, study);
    const run: RunState = new RunState(study, earlier, {
      onResult: (result, predictions) => keeper.keep(result, predictions),
      onEnvironment: (environment) => keeper.setEnvironment(environment),
      onEnd: (how) => {
        keeper.end(how);
        this.#remember(run);
      },
    });
    keeper.onproblem = (message) => run.onNotice(message);
    if (earlier.length > 0) {
      before?.predictions.forEach((held, i) => held && run.keepPredictions(i, held));
      keeper.adopt(earlier, run.predictions);
    }
    this.#run = run;
    this.draft.forgetUndo();
    const { perReplicate } = study.data.split;
    const key = perReplicate ? 0 : null;
    let first: Dataset | null = null;
    try {
      run.prepare();
      first = await this.data.prepare(study.data, key);
    } catch (error) {
      run.break(error);
      return;
    }
    if (!run.active) return;
    this.#testRows = perReplicate ? null : testRowsOf(first);
    this.#width = first.width;
    for (const notice of first.notices) run.onNotice(notice);
    const size = { trainRows: first.train.count, width: first.width };
    run.start(
      {
        study,
        compute: this.compute.compute,
        finished: earlier,
        dataset: async (replicate) => {
          // The first is ready; its arrays move to a worker, so that it is given once.
          const ready = replicate === key ? first : null;
          first = null;
          return ready ?? this.data.prepare(study.data, replicate);
        },
      },
      size,
      this.#parts.startRun,
    );
  }

  #remember(run: RunState): void {
    const speed = run.workPerSecond();
    if (speed !== null) this.#speeds.remember(this.#settings, speed);
  }

  togglePause(): void {
    if (this.#run?.phase === 'paused') this.#run.resume();
    else this.#run?.pause();
  }

  /** Shows the latest run that was kept, where it is of the study that is configured. */
  async restore(): Promise<void> {
    const { history } = this.#parts;
    const runs = await history.listRuns();
    const study = this.draft.valid;
    const latest = runs.status === 'ok' ? runs.value[0] : undefined;
    if (!latest || !study || latest.replicates === 0 || !sameStudy(latest.study, study)) return;
    const kept = await history.loadRun(latest.id);
    if (kept.status !== 'ok' || !kept.value || this.#run) return;
    const run = new RunState(kept.value.study, kept.value.results);
    kept.value.predictions.forEach((held, i) => held && run.keepPredictions(i, held));
    if (kept.value.environment) run.onEnvironment(kept.value.environment);
    this.#run = run;
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

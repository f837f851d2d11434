import type { Dataset } from '#lib/data/dataset.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { History } from '#lib/history/history.ts';
import type { Compute } from '#lib/schedule/protocol.ts';
import { RunRecorder, type EarlierRun } from './run-recorder.ts';
import { RunState, type StartRun } from './run-state.svelte.ts';
import { openStudyData, type PrepareData } from './study-data.ts';

export interface StudyRunParts {
  readonly history: History;
  readonly startRun: StartRun;
}

/**
 * A study that is trained and kept: the lab's, and that of a link. Its state is what a page shows; pausing, resuming
 * and stopping are the state's.
 */
export class StudyRun {
  readonly state: RunState;
  /** Told once, when it has ended in any way, before its end is shown. */
  onend: () => void = () => undefined;
  readonly #recorder: RunRecorder;
  readonly #startRun: StartRun;
  readonly #earlier: EarlierRun | null;

  private constructor(
    { history, startRun }: StudyRunParts,
    study: Study,
    earlier: EarlierRun | null,
  ) {
    const recorder = new RunRecorder(history, study, earlier);
    this.state = new RunState(study, earlier?.results, {
      onResult: (result, predictions) => recorder.keep(result, predictions),
      onEnvironment: (environment) => recorder.setEnvironment(environment),
      onEnd: (how) => {
        this.onend();
        return recorder.end(how);
      },
    });
    recorder.onproblem = (problem) => this.state.setKeepingProblem(problem);
    earlier?.predictions.forEach((held, i) => held && this.state.keepPredictions(i, held));
    this.#recorder = recorder;
    this.#startRun = startRun;
    this.#earlier = earlier;
  }

  /**
   * @param earlier the run that it goes on from, in its place
   * @returns null where another tab trains that run: of two that go on with it in the same instant, one does
   */
  static async begin(
    parts: StudyRunParts,
    study: Study,
    earlier: EarlierRun | null = null,
  ): Promise<StudyRun | null> {
    const id = earlier?.id ?? null;
    const taken = id === null || (await parts.history.locks.hold(id));
    return taken ? new StudyRun(parts, study, earlier) : null;
  }

  /** Its id among the kept runs; null where it is not kept yet. */
  id(): Promise<number | null> {
    return this.#recorder.id();
  }

  /**
   * Encodes the data and trains every replicate that is left. What goes wrong ends the state, in words.
   * @param onData sees the data of the first replicate before its arrays move to a worker
   * @returns once training has begun, or the run has ended before
   */
  async train(
    compute: Compute,
    prepare: PrepareData,
    onData: (first: Dataset) => void,
  ): Promise<void> {
    const { state } = this;
    const { study } = state;
    state.prepare();
    const data = await openStudyData(study, prepare).catch((error: unknown) => {
      state.break(error);
    });
    // Somebody may have stopped it meanwhile.
    if (!data || !state.active) return;
    const { first, dataset } = data;
    onData(first);
    for (const notice of first.notices) state.onNotice(notice);
    const finished = this.#earlier?.results ?? [];
    const size = { trainRows: first.train.count, width: first.width };
    state.start({ study, compute, finished, dataset }, size, this.#startRun);
  }
}

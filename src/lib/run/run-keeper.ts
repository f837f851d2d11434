import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { History } from '#lib/history/history.ts';
import type { Kept } from '#lib/history/kept.ts';

/** Older runs make room: predictions of a large table are megabytes. */
const KEPT_RUNS = 20;

/**
 * Writes a run to the browser's database as it goes, one write after the other. The run never waits for
 * it, and what cannot be kept is said once.
 */
export class RunKeeper {
  onproblem: (message: string) => void = () => undefined;
  readonly #history: History;
  #id: number | null = null;
  #work: Promise<void>;
  #said = false;

  constructor(history: History, study: Study) {
    this.#history = history;
    this.#work = history.openRun(study).then(async (kept) => {
      if (kept.status === 'ok') this.#id = kept.value;
      else this.#say(kept.message);
      await this.#makeRoom();
    });
  }

  async #makeRoom(): Promise<void> {
    const runs = await this.#history.listRuns();
    if (runs.status !== 'ok') return;
    for (const { id } of runs.value.slice(KEPT_RUNS)) await this.#history.deleteRun(id);
  }

  #say(message: string): void {
    if (this.#said) return;
    this.#said = true;
    this.onproblem(message);
  }

  #then(write: (id: number) => Promise<Kept<void>>): void {
    this.#work = this.#work.then(async () => {
      if (this.#id === null) return;
      const kept = await write(this.#id);
      if (kept.status !== 'ok') this.#say(kept.message);
    });
  }

  keep(result: ReplicateResult, predictions: Predictions | null): void {
    this.#then((id) => this.#history.appendReplicate(id, result, predictions));
  }

  /** Results of the run that this one goes on from. */
  adopt(results: readonly ReplicateResult[], predictions: readonly (Predictions | null)[]): void {
    const given = new Set<number>();
    for (const result of results) {
      const first = result.status === 'done' && !given.has(result.variant);
      if (first) given.add(result.variant);
      this.keep(result, first ? (predictions[result.variant] ?? null) : null);
    }
  }

  setEnvironment(environment: Environment): void {
    this.#then((id) => this.#history.setEnvironment(id, environment));
  }

  end(how: 'finished' | 'stopped'): void {
    this.#then((id) => this.#history.setStatus(id, how));
  }
}

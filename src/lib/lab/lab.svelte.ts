import { ComputeSettings } from './compute-settings.svelte.ts';
import { problemWithPlace } from './problem-words.ts';
import type { RunState } from './run-state.svelte.ts';
import { StudyDraft } from './study-draft.svelte.ts';
import type { KeyValueStore } from './study-storage.ts';

/** The lab as a whole: what is configured, what runs, and what one needs of the other. */
export class Lab {
  readonly draft: StudyDraft;
  readonly compute: ComputeSettings;
  readonly cores: number;
  #run = $state.raw<RunState | null>(null);

  constructor(store: KeyValueStore | null, cores: number) {
    this.draft = new StudyDraft(store);
    this.compute = new ComputeSettings(store);
    this.cores = cores;
  }

  get run(): RunState | null {
    return this.#run;
  }

  /** Why the study cannot start, in words. */
  get obstacle(): string | null {
    const problem = this.draft.problems[0];
    if (problem) return problemWithPlace(problem);
    return this.compute.messageFor('workers') ?? this.compute.messageFor('stack') ?? null;
  }

  get estimate(): string | null {
    return null;
  }

  get left(): number | null {
    return null;
  }

  async start(): Promise<void> {}

  async continue(): Promise<void> {}

  togglePause(): void {
    if (this.#run?.phase === 'paused') this.#run.resume();
    else this.#run?.pause();
  }
}

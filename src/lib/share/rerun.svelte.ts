/** The study of a link, trained on this machine: its data, its run, and what came of it beside what was shared. */
import type { Dataset } from '#lib/data/dataset.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import type { EngineName } from '#lib/engines/engine.ts';
import type { History } from '#lib/history/history.ts';
import { testRowsOf, type TestRows } from '#lib/results/test-rows.ts';
import type { RunState, StartRun } from '#lib/run/run-state.svelte.ts';
import type { PrepareData } from '#lib/run/study-data.ts';
import { StudyRun } from '#lib/run/study-run.ts';
import type { DataClient } from '#lib/workers/data-client.ts';
import type { Compute } from '#lib/schedule/protocol.ts';
import { agreementOf, type Agreement } from './agreement.ts';
import type { SharedResult } from './shared-result.ts';

export interface RerunParts {
  readonly history: History;
  readonly door: Pick<DataClient, 'openBuiltin' | 'openFile' | 'prepare' | 'describeRows'>;
  readonly startRun: StartRun;
  /** As chosen in the lab; the link's engine comes before. */
  readonly compute: Compute;
}

const ENGINES: readonly EngineName[] = ['simd', 'webgpu', 'webgl', 'wasm', 'cpu'];

export class Rerun {
  readonly shared: SharedResult;
  readonly #parts: RerunParts;
  #run = $state.raw<RunState | null>(null);
  #testRows = $state.raw<TestRows | null>(null);
  #wantsFile = $state(false);
  #problem = $state<string | null>(null);
  #reading = $state<number | null>(null);
  #agreement = $derived.by((): Agreement | null => {
    const run = this.#run;
    // Reading the snapshot renews this with it.
    if (!run || run.active || run.snapshot.finished + run.snapshot.failed === 0) return null;
    return agreementOf(this.shared, run.results());
  });

  constructor(shared: SharedResult, parts: RerunParts) {
    this.shared = shared;
    this.#parts = parts;
  }

  get run(): RunState | null {
    return this.#run;
  }

  get testRows(): TestRows | null {
    return this.#testRows;
  }

  /** The study's table is not kept in this browser: the file must be given. */
  get wantsFile(): boolean {
    return this.#wantsFile;
  }

  /** Why the file that was given cannot be used. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Share of the file that is read, 0 to 1; null while none is being read. */
  get reading(): number | null {
    return this.#reading;
  }

  /** Null until the run has ended. */
  get agreement(): Agreement | null {
    return this.#agreement;
  }

  describeRows(rows: readonly number[]): Promise<readonly string[]> {
    return this.#parts.door.describeRows(this.shared.study.data, rows);
  }

  /** The encoded data, once the run has opened it. */
  prepare(data: DataSpec, replicate: number | null): Promise<Dataset> {
    return this.#parts.door.prepare(data, replicate);
  }

  /** Trains every replicate; asks for the file where the data is not here. */
  async start(): Promise<void> {
    const { source, kinds } = this.shared.study.data;
    if (this.#run?.active || this.#reading !== null) return;
    this.#problem = null;
    if (source.kind === 'builtin') {
      await this.#train(() => this.#parts.door.openBuiltin(source, kinds));
      return;
    }
    const kept = await this.#parts.history.loadTable(source.digest);
    if (kept.status === 'ok' && kept.value) {
      await this.giveFile(new File([kept.value.bytes], kept.value.name));
    } else {
      this.#wantsFile = true;
    }
  }

  /** Takes a file for the study's table, and trains where it is the same. */
  async giveFile(file: File): Promise<void> {
    const { source, kinds } = this.shared.study.data;
    if (source.kind !== 'table' || this.#run?.active || this.#reading !== null) return;
    this.#problem = null;
    this.#reading = 0;
    const opened = await this.#parts.door
      .openFile(file, kinds, (share) => (this.#reading = share))
      .catch((error: unknown) => ({ status: 'refused' as const, message: messageOf(error) }));
    this.#reading = null;
    if (opened.status === 'refused') {
      this.#refuse(`${file.name}: ${opened.message}`);
    } else if (opened.digest !== source.digest) {
      this.#refuse(
        `“${file.name}” is another file: its fingerprint is ${short(opened.digest)}, the result was made from “${source.name}” with ${short(source.digest)}. Even one changed character makes another file.`,
      );
    } else {
      this.#wantsFile = false;
      void this.#parts.history.saveTable({ digest: opened.digest, name: file.name, bytes: file });
      await this.#train(() => Promise.resolve());
    }
  }

  #refuse(problem: string): void {
    this.#wantsFile = true;
    this.#problem = problem;
  }

  refuseFile(problem: string): void {
    this.#problem = problem;
  }

  get #compute(): Compute {
    const { engine } = this.shared.environment;
    const same = ENGINES.find((name) => name === engine);
    return same ? { ...this.#parts.compute, engine: same } : this.#parts.compute;
  }

  async #train(open: () => Promise<unknown>): Promise<void> {
    const { study } = this.shared;
    const training = await StudyRun.begin(this.#parts, study);
    if (!training) return;
    this.#run = training.state;
    this.#testRows = null;
    const { door } = this.#parts;
    let opening: Promise<unknown> | null = null;
    const prepare: PrepareData = async (data, replicate) => {
      await (opening ??= open());
      return door.prepare(data, replicate);
    };
    await training.train(this.#compute, prepare, (first) => {
      if (!study.data.split.perReplicate) this.#testRows = testRowsOf(first);
    });
  }
}

function short(digest: string): string {
  return `${digest.replace('sha256-', '').slice(0, 12)}…`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A small study on the real pool, and everything that the run told: for the browser tests. */
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import { readAssetBrowser } from '#lib/data/builtin/readAssetBrowser.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import type { EpochReport } from '#lib/engines/engine.ts';
import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import { scoresDigest } from '#lib/experiment/scores-digest.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import { startRun, type PoolOptions } from '../pool.ts';
import type { Compute, Run, RunObserver } from '#lib/schedule/protocol.ts';

const SMALL = {
  data: { source: { id: 'inverse-sine', rows: 300 } },
  base: { hidden: [8], epochs: 3, batchSize: 32 },
  variants: [{ name: '1 density' }, { name: '3 densities', components: 3 }],
  replicates: 4,
};

/** @param fields laid over the small study, one level deep */
export function smallStudy(
  fields: { base?: object; data?: object; [key: string]: unknown } = {},
): Study {
  const parsed = parseStudy({
    ...SMALL,
    ...fields,
    base: { ...SMALL.base, ...fields.base },
    data: { ...SMALL.data, ...fields.data },
  });
  if (!parsed.ok) throw new Error(`${parsed.problems[0].path}: ${parsed.problems[0].message}`);
  return parsed.study;
}

async function datasetOf(study: Study, replicate: number | null): Promise<Dataset> {
  const { source } = study.data;
  if (source.kind !== 'builtin') throw new Error('The tests run on built-in sets.');
  const table = await loadBuiltin(source, readAssetBrowser);
  const prepared = prepareDataset(table, study.data, replicate);
  if (prepared.status === 'refused') throw new Error(prepared.message);
  return prepared.dataset;
}

export class RecordedRun implements RunObserver {
  readonly run: Run;
  readonly results: ReplicateResult[] = [];
  readonly environments: Environment[] = [];
  readonly notices: string[] = [];
  readonly epochs: EpochReport[] = [];
  readonly predictions = new Map<number, Predictions>();
  datasetsAsked = 0;
  #whenDecision: (() => void) | null = null;
  #whenEpoch: (() => void) | null = null;
  #whenResult: (() => void) | null = null;

  constructor(
    study: Study,
    compute: Partial<Compute> = {},
    options: PoolOptions = {},
    finished: readonly ReplicateResult[] = [],
  ) {
    const dataset = (replicate: number | null) => {
      this.datasetsAsked++;
      return datasetOf(study, replicate);
    };
    const asked: Compute = { engine: 'wasm', workers: 2, stack: 2, ...compute };
    // However slow the machine is, no worker is begun but those that a test knows of.
    const patient = { nextAfterMs: 24 * 60 * 60 * 1000, ...options };
    this.run = startRun({ study, compute: asked, dataset, finished }, this, patient);
  }

  onDecision(): void {
    this.#whenDecision?.();
  }

  onEnvironment(environment: Environment): void {
    this.environments.push(environment);
  }

  onStack(): void {}

  onEpoch(_variant: number, _replicates: readonly number[], report: EpochReport): void {
    this.epochs.push(report);
    this.#whenEpoch?.();
  }

  onReplicate(result: ReplicateResult, predictions: Predictions | null): void {
    this.results.push(result);
    if (predictions) this.predictions.set(result.variant, predictions);
    this.#whenResult?.();
  }

  onNotice(message: string): void {
    this.notices.push(message);
  }

  /** Resolves when the run next says what it chose. */
  nextDecision(): Promise<void> {
    return this.#before((resolve) => (this.#whenDecision = resolve));
  }

  /** Resolves with the next epoch that is reported. */
  nextEpoch(): Promise<void> {
    return this.#before((resolve) => (this.#whenEpoch = resolve));
  }

  /** Resolves with the next replicate that is reported. */
  nextResult(): Promise<void> {
    return this.#before((resolve) => (this.#whenResult = resolve));
  }

  #before(wait: (resolve: () => void) => void): Promise<void> {
    const tooSoon = this.run.done.then(() => {
      throw new Error(`The run ended first. ${this.notices.join(' ')}`);
    });
    return Promise.race([new Promise<void>(wait), tooSoon]);
  }

  get digest(): string {
    return scoresDigest(this.results);
  }
}

import type { Environment, ReplicateResult } from '#lib/experiment/result.ts';
import { scoresDigest } from '#lib/experiment/scores-digest.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Compute } from '#lib/schedule/protocol.ts';
import type { Place } from './place.ts';
import { surgeryData, surgeryTable } from './surgeryStudy.ts';

export interface TimedRun {
  /** Simulating and encoding the table. */
  readonly dataMs: number;
  /** From there until the first stack begins: the first worker and its engine stand. */
  readonly startMs: number;
  /** From the start of the run, its data ready, until the first replicate's score. */
  readonly firstScoreMs: number;
  /** From the first stack until the last replicate. */
  readonly trainMs: number;
  readonly wallMs: number;
  /** What the workers spent in their engines, over all replicates. */
  readonly engineMs: number;
  readonly environment: Environment;
  readonly digest: string;
}

/** Runs a study on the app's own pool. @throws Error where a replicate fails */
export async function timedRun(place: Place, study: Study, compute: Compute): Promise<TimedRun> {
  const results: ReplicateResult[] = [];
  let environment: Environment | null = null;
  let begun: number | null = null;
  let scored: number | null = null;
  const start = performance.now();
  const table = surgeryTable(study);
  const first = surgeryData(study, table);
  const ready = performance.now();
  const unused = [first];
  const run = place.startRun(
    {
      study,
      compute,
      finished: [],
      dataset: async () => unused.pop() ?? surgeryData(study, table),
    },
    {
      onEnvironment: (told) => (environment = told),
      onStack: () => (begun ??= performance.now()),
      onEpoch: () => undefined,
      onReplicate(result) {
        scored ??= performance.now();
        results.push(result);
      },
      onNotice: () => undefined,
    },
  );
  await run.done;
  const end = performance.now();
  const failed = results.find((result) => result.status === 'failed');
  if (failed?.status === 'failed') throw new Error(failed.message);
  if (environment === null || begun === null || scored === null)
    throw new Error('No worker could be started.');
  return {
    dataMs: ready - start,
    startMs: begun - ready,
    firstScoreMs: scored - ready,
    trainMs: end - begun,
    wallMs: end - start,
    engineMs: results.reduce((sum, one) => sum + (one.status === 'done' ? one.durationMs : 0), 0),
    environment,
    digest: scoresDigest(results),
  };
}

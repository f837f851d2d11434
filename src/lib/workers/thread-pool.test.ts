import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import { readAssetNode } from '#lib/data/builtin/readAssetNode.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import type { ReplicateResult } from '#lib/experiment/result.ts';
import { scoresDigest } from '#lib/experiment/scores-digest.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { spawnTrainThread, startRunOnThreads } from './thread-pool.ts';

const parsed = parseStudy({
  data: { source: { id: 'inverse-sine', rows: 300 } },
  base: { hidden: [8], epochs: 3, batchSize: 32 },
  variants: [{ name: 'a' }],
  replicates: 2,
});
if (!parsed.ok) throw new Error(parsed.problems[0].message);
const { study } = parsed;

/** Reports its first epochs, and no more. */
function spawnStandingStill(): Worker {
  return new Worker(new URL('./testing/standing-still.thread.js', import.meta.url));
}

/** One thread, one stack. @param first a thread that is ended with its first report, so that another takes its place */
async function train(first: (() => Worker) | null) {
  const threads: Worker[] = [];
  const results: ReplicateResult[] = [];
  const notices: string[] = [];
  const run = startRunOnThreads(
    {
      study,
      compute: { engine: 'wasm', workers: 1, stack: 2 },
      finished: [],
      async dataset() {
        const { source } = study.data;
        if (source.kind !== 'builtin') throw new Error('The test runs on a built-in set.');
        const prepared = prepareDataset(await loadBuiltin(source, readAssetNode), study.data, null);
        if (prepared.status === 'refused') throw new Error(prepared.message);
        return prepared.dataset;
      },
    },
    {
      onEnvironment: () => undefined,
      onStack: () => undefined,
      onEpoch: () => {
        if (first && threads.length === 1) void threads[0].terminate();
      },
      onReplicate: (result) => results.push(result),
      onNotice: (message) => notices.push(message),
    },
    () => {
      const thread = first && threads.length === 0 ? first() : spawnTrainThread();
      threads.push(thread);
      return thread;
    },
  );
  expect(await run.done).toBe('finished');
  return { threads: threads.length, notices, digest: scoresDigest(results) };
}

test('a thread killed mid-run is replaced, and the scores are those of an undisturbed run', async () => {
  const undisturbed = await train(null);
  expect(undisturbed).toMatchObject({ threads: 1, notices: [] });
  const disturbed = await train(spawnStandingStill);
  expect(disturbed.threads).toBe(2);
  expect(disturbed.notices).toEqual(['Worker 1 is replaced. The thread was ended.']);
  expect(disturbed.digest).toBe(undisturbed.digest);
});

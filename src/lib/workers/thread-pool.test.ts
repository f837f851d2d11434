import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import { readAssetNode } from '#lib/data/builtin/readAssetNode.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import type { ReplicateResult } from '#lib/experiment/result.ts';
import { scoresDigest } from '#lib/experiment/scores-digest.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { stream } from '#lib/random/stream.ts';
import { spawnTrainThread, startRunOnThreads } from './thread-pool.ts';
import { TrainingInterrupted } from '#lib/schedule/worker-handle.ts';

const parsed = parseStudy({
  data: { source: { id: 'inverse-sine', rows: 300 } },
  base: { hidden: [8], epochs: 3, batchSize: 32 },
  variants: [{ name: 'a' }],
  replicates: 2,
});
if (!parsed.ok) throw new Error(parsed.problems[0].message);
const { study } = parsed;

async function dataset(): Promise<Dataset> {
  const { source } = study.data;
  if (source.kind !== 'builtin') throw new Error('The test runs on a built-in set.');
  const prepared = prepareDataset(await loadBuiltin(source, readAssetNode), study.data, null);
  if (prepared.status === 'refused') throw new Error(prepared.message);
  return prepared.dataset;
}

const silent = {
  onEnvironment: () => undefined,
  onStack: () => undefined,
  onEpoch: () => undefined,
  onNotice: () => undefined,
};

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
      dataset,
    },
    {
      ...silent,
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

/** Few here; the campaign of docs/reliability.md asks for a thousand. */
const KILLS = Number(process.env.KILLS ?? 6);

/** Trains a study to its end, going on where it is interrupted. @param onSpawn hears of each thread */
async function trainThrough(onSpawn: (thread: Worker) => void) {
  const many = { ...study, replicates: 16 };
  const results: ReplicateResult[] = [];
  let interruptions = 0;
  for (;;) {
    const run = startRunOnThreads(
      {
        study: many,
        compute: { engine: 'simd', workers: 2, stack: 1 },
        finished: [...results],
        dataset,
      },
      { ...silent, onReplicate: (result) => results.push(result) },
      () => {
        const thread = spawnTrainThread();
        onSpawn(thread);
        return thread;
      },
    );
    const end = await run.done.catch((error: unknown) => {
      if (!(error instanceof TrainingInterrupted)) throw error;
      interruptions++;
      return null;
    });
    if (end) return { results, interruptions };
  }
}

test(`${KILLS} threads killed at random moments lose nothing and change nothing`, async () => {
  const undisturbed = await trainThrough(() => undefined);
  const random = stream(1, 0, 'kills');
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let left = KILLS;
  let runs = 0;
  let interruptions = 0;
  while (left > 0) {
    const disturbed = await trainThrough((thread) => {
      const kill = () => {
        if (left-- > 0) void thread.terminate();
      };
      // A thread starts within a second, and trains for a moment.
      const timer = setTimeout(kill, 1500 * random.uniform());
      timers.add(timer);
      thread.once('exit', () => clearTimeout(timer));
    });
    expect(disturbed.results).toHaveLength(16);
    expect(scoresDigest(disturbed.results)).toBe(scoresDigest(undisturbed.results));
    interruptions += disturbed.interruptions;
    runs++;
  }
  for (const timer of timers) clearTimeout(timer);
  if (process.env.KILLS)
    process.stdout.write(`${KILLS} killed, ${runs} runs, ${interruptions} interruptions\n`);
});

import { expect, test } from 'vitest';
import type { ReplicateResult } from '#lib/experiment/result.ts';
import { scoresDigest } from '#lib/experiment/scores-digest.ts';
import { RecordedRun, smallStudy } from './testing/recorded-run.ts';

function spawnTrainWorker(): Worker {
  return new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' });
}

test('a study runs on real workers, the same to the bit on one and on two', async () => {
  const two = new RecordedRun(smallStudy(), { workers: 2 });
  expect(await two.run.done).toBe('finished');
  expect(two.results).toHaveLength(8);
  expect(two.results.every((result) => result.status === 'done')).toBe(true);
  expect([...two.predictions.keys()].sort()).toEqual([0, 1]);
  expect(two.environments).toMatchObject([
    { engine: 'wasm', workers: 2, stack: 2, renderer: null },
  ]);
  expect(two.notices).toEqual([]);
  expect(two.epochs).toHaveLength(2 * 2 * 3);
  expect(two.datasetsAsked).toBe(2);

  const one = new RecordedRun(smallStudy(), { workers: 1, stack: 3 });
  expect(await one.run.done).toBe('finished');
  expect(one.digest).toBe(two.digest);
});

test('a worker killed mid-run is replaced, and the scores are those of an undisturbed run', async () => {
  const study = smallStudy({ replicates: 2, variants: [{ name: 'a' }] });
  const undisturbed = new RecordedRun(study, { workers: 1 });
  const workers: Worker[] = [];
  const disturbed = new RecordedRun(
    study,
    { workers: 1 },
    {
      spawn() {
        const worker =
          workers.length === 0
            ? new Worker(new URL('./testing/standing-still.worker.ts', import.meta.url), {
                type: 'module',
              })
            : spawnTrainWorker();
        workers.push(worker);
        return worker;
      },
    },
  );
  await disturbed.nextEpoch();
  workers[0].terminate();
  expect(await disturbed.run.done).toBe('finished');
  expect(workers).toHaveLength(2);
  expect(disturbed.notices).toHaveLength(1);
  expect(disturbed.notices[0]).toContain('Worker 1 is replaced.');
  await undisturbed.run.done;
  expect(disturbed.digest).toBe(undisturbed.digest);
});

test('a learning rate of a million fails its replicates as diverged, and no others', async () => {
  const study = smallStudy({
    base: { clipNorm: null },
    variants: [{ name: 'tame' }, { name: 'wild', learningRate: 1e6 }],
  });
  const recorded = new RecordedRun(study);
  expect(await recorded.run.done).toBe('finished');
  const tame = recorded.results.filter((result) => result.variant === 0);
  const wild = recorded.results.filter((result) => result.variant === 1);
  expect(tame.map((result) => result.status)).toEqual(['done', 'done', 'done', 'done']);
  expect(wild).toHaveLength(4);
  for (const result of wild) {
    expect(result).toMatchObject({ status: 'failed', reason: 'diverged', attempts: 3 });
    expect(result).toHaveProperty('message', expect.stringContaining('learning rate'));
  }
});

test('a stop ends the run at once and keeps what had finished; the rest is trained when it goes on', async () => {
  const study = smallStudy({ base: { epochs: 20 }, replicates: 6 });
  const stopped = new RecordedRun(study, { stack: 1 });
  await stopped.nextResult();
  stopped.run.stop();
  expect(await stopped.run.done).toBe('stopped');
  const kept = stopped.results.length;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(12);

  const rest = new RecordedRun(study, { stack: 3 }, {}, stopped.results);
  expect(await rest.run.done).toBe('finished');
  expect(rest.results).toHaveLength(12 - kept);
  const whole = new RecordedRun(study);
  await whole.run.done;
  expect(scoresDigest([...stopped.results, ...rest.results])).toBe(whole.digest);
});

test('a paused run stands still, and goes on to the same scores', async () => {
  const study = smallStudy({ base: { epochs: 1000 }, replicates: 2, variants: [{ name: 'a' }] });
  const paused = new RecordedRun(study, { workers: 1 });
  await paused.nextEpoch();
  paused.run.pause();
  // Some epochs are trained until the worker hears of it.
  let before: number;
  do {
    before = paused.epochs.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
  } while (paused.epochs.length > before);
  expect(before).toBeLessThan(1000);
  paused.run.resume();
  expect(await paused.run.done).toBe('finished');
  const undisturbed = new RecordedRun(study, { workers: 1 });
  await undisturbed.run.done;
  expect(paused.digest).toBe(undisturbed.digest);
});

test('a paused run can be stopped', async () => {
  const recorded = new RecordedRun(smallStudy({ base: { epochs: 1000 } }));
  await recorded.nextEpoch();
  recorded.run.pause();
  recorded.run.stop();
  expect(await recorded.run.done).toBe('stopped');
});

test('a split of its own for each replicate asks for its own data', async () => {
  const study = smallStudy({ data: { split: { perReplicate: true } }, replicates: 2 });
  const recorded = new RecordedRun(study);
  expect(await recorded.run.done).toBe('finished');
  const scores = recorded.results.map((result) => result.status === 'done' && result.testCrps);
  expect(new Set(scores).size).toBe(4);
});

test.each(['webgl', 'webgpu'] as const)(
  'without WebGL, OffscreenCanvas and WebGPU, %s falls back to wasm and says so',
  async (engine) => {
    const study = smallStudy({ replicates: 1 });
    const recorded = new RecordedRun(
      study,
      { engine, workers: 1 },
      {
        spawn: () =>
          new Worker(new URL('./testing/no-webgl.worker.ts', import.meta.url), { type: 'module' }),
      },
    );
    expect(await recorded.run.done).toBe('finished');
    expect(recorded.environments.at(-1)?.engine).toBe('wasm');
    expect(recorded.notices).toHaveLength(1);
    expect(recorded.notices[0]).toContain(`The ${engine} engine cannot run here`);
    expect(recorded.notices[0]).toContain('wasm engine runs instead');
  },
);

test('workers that cannot be loaded interrupt the run with the reason, and fail no replicate', async () => {
  const study = smallStudy({ replicates: 1, variants: [{ name: 'a' }] });
  const recorded = new RecordedRun(
    study,
    { workers: 1 },
    { spawn: () => new Worker('data:text/javascript,throw new Error("broken entry")') },
  );
  await expect(recorded.run.done).rejects.toThrow(/broken entry/);
  expect(recorded.results).toEqual([]);
});

test('a WebGL context lost mid-run is made anew in another worker, and no replicate is lost', async () => {
  const workers: Worker[] = [];
  const study = smallStudy({ base: { epochs: 4 }, replicates: 2, variants: [{ name: 'a' }] });
  const recorded = new RecordedRun(
    study,
    { engine: 'webgl', workers: 1 },
    {
      spawn() {
        const worker =
          workers.length === 0
            ? new Worker(new URL('./testing/losing-context.worker.ts', import.meta.url), {
                type: 'module',
              })
            : spawnTrainWorker();
        workers.push(worker);
        return worker;
      },
    },
  );
  await recorded.nextEpoch();
  expect(await recorded.run.done).toBe('finished');
  expect(recorded.environments.at(-1)?.engine).toBe('webgl');
  expect(workers).toHaveLength(2);
  expect(recorded.notices).toEqual([expect.stringContaining('lost its device')]);
  expect(recorded.results.map((result) => result.status)).toEqual(['done', 'done']);

  const undisturbed = new RecordedRun(study, { engine: 'webgl', workers: 1 });
  await undisturbed.run.done;
  expect(recorded.digest).toBe(undisturbed.digest);
});

test('webgl beside our own kernels, on one queue: every replicate once, within the engines’ tolerance', async () => {
  const study = smallStudy({ replicates: 8, variants: [{ name: 'a' }] });
  // As a GPU that had won its trial would be: here it may be one in software.
  const verdict = { status: 'measured', renderer: 'x', gpuRate: 2, workerRate: 1 } as const;
  const gpu = { always: true, memory: { recall: () => verdict, remember: () => undefined } };
  const auto = { engine: 'auto', workers: 1, stack: 1 } as const;
  const both = new RecordedRun(study, auto, { gpu });
  await both.nextDecision();
  both.run.pause();
  await both.nextDecision();
  both.run.resume();
  expect(await both.run.done).toBe('finished');
  expect(both.environments.at(-1)).toMatchObject({ engine: 'simd + webgl', workers: 2 });
  expect(both.results.map(({ replicate }) => replicate).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);

  const alone = new RecordedRun(study, { ...auto, engine: 'simd' });
  await alone.run.done;
  const expected = new Map(alone.results.map((result) => [result.replicate, scoreOf(result)]));
  for (const result of both.results) {
    const ratio = scoreOf(result) / (expected.get(result.replicate) ?? NaN);
    expect(Math.abs(ratio - 1)).toBeLessThan(1e-3);
  }
});

function scoreOf(result: ReplicateResult): number {
  return result.status === 'done' ? result.testCrps : NaN;
}

import { expect, test } from 'vitest';
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
  const study = smallStudy({ base: { epochs: 200 }, replicates: 2, variants: [{ name: 'a' }] });
  const undisturbed = new RecordedRun(study, { workers: 1 });
  const workers: Worker[] = [];
  const disturbed = new RecordedRun(
    study,
    { workers: 1 },
    {
      spawn() {
        const worker = spawnTrainWorker();
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

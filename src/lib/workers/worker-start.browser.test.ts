import { expect, test } from 'vitest';
import { proxy } from 'comlink';
import { WorkerCrash } from '#lib/schedule/worker-handle.ts';
import { WorkerStart } from './worker-start.ts';
import type { TrainService } from './train-service.ts';

const NEVER = 24 * 60 * 60 * 1000;

function spawnTrainWorker(): Worker {
  return new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' });
}

function killed(): Worker {
  const worker = spawnTrainWorker();
  worker.terminate();
  return worker;
}

/** @param spawns one after the other, the last again and again */
function start(spawns: readonly (() => Worker)[], nextAfterMs: number) {
  let spawned = 0;
  const spawn = () => spawns[Math.min(spawned++, spawns.length - 1)]?.() ?? spawnTrainWorker();
  const begun = new WorkerStart<TrainService>(
    spawn,
    (remote, line) =>
      remote.attach(
        line,
        proxy(() => undefined),
      ),
    nextAfterMs,
  );
  return { begun, spawned: () => spawned };
}

test('a sound worker is begun once', async () => {
  const { begun, spawned } = start([spawnTrainWorker], NEVER);
  const { life, remote } = await begun.living;
  await life.orCrash(remote.pause());
  expect(spawned()).toBe(1);
  begun.end();
  await life.ended;
});

test('a worker that is killed while it starts is followed by another', async () => {
  const { begun, spawned } = start([killed, spawnTrainWorker], 20);
  const { life, remote } = await begun.living;
  await life.orCrash(remote.pause());
  expect(spawned()).toBeGreaterThanOrEqual(2);
  begun.end();
});

test('where a second is begun in vain, the first is taken and the second ended', async () => {
  const workers: Worker[] = [];
  const keep = (spawn: () => Worker) => () => {
    const worker = spawn();
    workers.push(worker);
    return worker;
  };
  const { begun } = start([keep(spawnTrainWorker), keep(killed)], 1);
  const { life, remote } = await begun.living;
  await life.orCrash(remote.pause());
  begun.end();
  await life.ended;
});

test('a script that cannot be loaded, or is a page, is told at once', async () => {
  for (const script of ['/no-such-worker.js', 'data:text/html,<h1>Not found</h1>']) {
    const { begun, spawned } = start([() => new Worker(script, { type: 'module' })], NEVER);
    await expect(begun.living).rejects.toThrow(WorkerCrash);
    expect(spawned()).toBe(1);
  }
});

test('what is ended while it starts is told so, and begins no other', async () => {
  const { begun, spawned } = start([killed], 20);
  begun.end();
  await expect(begun.living).rejects.toThrow('The worker was ended.');
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(spawned()).toBe(1);
});

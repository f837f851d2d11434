import { expect, test } from 'vitest';
import { firstStudy } from '#lib/experiment/presets.ts';
import type { Run, RunObserver, RunPlan } from '#lib/schedule/protocol.ts';
import { deferredRun } from './deferred-run.ts';

const plan: RunPlan = {
  study: firstStudy,
  compute: { engine: 'auto', workers: 'auto', stack: 'auto' },
  dataset: () => Promise.reject(new Error('These tests train nothing.')),
  finished: [],
};
const observer: RunObserver = {
  onEnvironment: () => undefined,
  onStack: () => undefined,
  onEpoch: () => undefined,
  onReplicate: () => undefined,
  onNotice: () => undefined,
};

test('what is asked of a run before its code has come is done in order once it has', async () => {
  const calls: string[] = [];
  const note = (call: string) => () => void calls.push(call);
  const run: Run = {
    pause: note('pause'),
    resume: note('resume'),
    stop: note('stop'),
    done: Promise.resolve('finished'),
  };
  const deferred = deferredRun(() => Promise.resolve(() => run))(plan, observer);
  deferred.pause();
  deferred.resume();
  expect(calls).toEqual([]);
  expect(await deferred.done).toBe('finished');
  expect(calls).toEqual(['pause', 'resume']);
});

test('a run that is stopped before its code has come is never begun', async () => {
  const deferred = deferredRun(() =>
    Promise.resolve(() => {
      throw new Error('It was begun.');
    }),
  )(plan, observer);
  deferred.stop();
  expect(await deferred.done).toBe('stopped');
});

test('code that cannot be fetched interrupts the run', async () => {
  const deferred = deferredRun(() => Promise.reject(new TypeError('404')))(plan, observer);
  await expect(deferred.done).rejects.toThrow('could not be fetched');
});

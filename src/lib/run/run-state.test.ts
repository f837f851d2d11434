import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReplicateResult } from '#lib/experiment/result.ts';
import type { Run, RunObserver, RunPlan } from '#lib/schedule/protocol.ts';
import { TrainingInterrupted } from '#lib/schedule/worker-handle.ts';
import { firstStudy } from '#lib/experiment/presets.ts';
import { RunState } from './run-state.svelte.ts';
import { announcement, countInWords } from './status-words.ts';

const study = { ...firstStudy, replicates: 1 };
const size = { trainRows: 100, width: 10 };

const failed = (variant: number): ReplicateResult => ({
  status: 'failed',
  variant,
  replicate: 0,
  reason: 'diverged',
  message: 'Training diverged; try a smaller learning rate.',
  attempts: 3,
});

const plan: RunPlan = {
  study,
  compute: { engine: 'auto', workers: 'auto', stack: 'auto' },
  dataset: () => Promise.reject(new Error('These tests train nothing.')),
  finished: [],
};

/** A pool under the test's control. */
class HandPool {
  observer: RunObserver | null = null;
  calls: string[] = [];
  end: (how: 'finished' | 'stopped') => void = () => undefined;
  fail: (error: Error) => void = () => undefined;

  start = (_plan: RunPlan, observer: RunObserver): Run => {
    this.observer = observer;
    const note = (call: string) => () => void this.calls.push(call);
    return {
      pause: note('pause'),
      resume: note('resume'),
      stop: note('stop'),
      done: new Promise((resolve, reject) => {
        this.end = resolve;
        this.fail = reject;
      }),
    };
  };
}

describe('the state of a run', () => {
  let pool: HandPool;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval', 'performance'] });
    vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call, 16));
    vi.stubGlobal('cancelAnimationFrame', clearTimeout);
    pool = new HandPool();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('goes from preparing to running once a stack has begun, and to finished', async () => {
    const onEnd = vi.fn();
    const run = new RunState(study, [], { onEnd });
    expect(run.phase).toBe('preparing');
    run.start(plan, size, pool.start);
    expect(run.phase).toBe('starting');
    pool.observer?.onStack(0, [0], 0);
    expect(run.phase).toBe('running');
    pool.observer?.onReplicate(failed(0), null);
    pool.end('finished');
    await vi.advanceTimersByTimeAsync(0);
    expect(run.phase).toBe('finished');
    expect(run.active).toBe(false);
    expect(run.snapshot.failed).toBe(1);
    expect(run.results()).toEqual([failed(0)]);
    expect(onEnd).toHaveBeenCalledWith('finished');
  });

  it('renews its snapshot at most once in 100 ms, however much comes', async () => {
    const run = new RunState(study);
    run.start(plan, size, pool.start);
    pool.observer?.onStack(0, [0], 0);
    const seen = new Set([run.snapshot]);
    for (let ms = 0; ms < 1000; ms++) {
      pool.observer?.onEpoch(0, [0], {
        epoch: ms + 1,
        trainingLoss: Float64Array.of(1),
        validationCrps: Float64Array.of(1),
      });
      await vi.advanceTimersByTimeAsync(1);
      seen.add(run.snapshot);
    }
    expect(seen.size).toBeGreaterThan(4);
    expect(seen.size).toBeLessThan(12);
  });

  it('pauses and resumes the pool and its own clock', async () => {
    const run = new RunState(study);
    run.start(plan, size, pool.start);
    run.pause();
    expect(pool.calls).toEqual([]);
    pool.observer?.onStack(0, [0], 0);
    await vi.advanceTimersByTimeAsync(1000);
    run.pause();
    expect(run.phase).toBe('paused');
    await vi.advanceTimersByTimeAsync(60_000);
    run.resume();
    await vi.advanceTimersByTimeAsync(1000);
    expect(pool.calls).toEqual(['pause', 'resume']);
    expect(run.snapshot.elapsedMs).toBeLessThan(2100);
  });

  it('stops through the pool, and keeps what was finished', async () => {
    const run = new RunState(study);
    run.start(plan, size, pool.start);
    pool.observer?.onStack(0, [0], 0);
    pool.observer?.onReplicate(failed(0), null);
    run.stop();
    expect(run.phase).toBe('stopping');
    pool.end('stopped');
    await vi.advanceTimersByTimeAsync(0);
    expect(run.phase).toBe('stopped');
    expect(run.incomplete).toBe(true);
    expect(run.results()).toHaveLength(1);
  });

  it('says that it is finished once the last result is kept', async () => {
    let kept: () => void = () => undefined;
    const onEnd = () => new Promise<void>((resolve) => (kept = resolve));
    const run = new RunState(study, [], { onEnd });
    run.start(plan, size, pool.start);
    pool.observer?.onStack(0, [0], 0);
    pool.end('finished');
    await vi.advanceTimersByTimeAsync(1000);
    expect(run.phase).toBe('running');
    kept();
    await vi.advanceTimersByTimeAsync(0);
    expect(run.phase).toBe('finished');
  });

  it('waits two seconds for a database that never answers, and no longer', async () => {
    const run = new RunState(study, [], { onEnd: () => new Promise(() => undefined) });
    run.start(plan, size, pool.start);
    pool.observer?.onStack(0, [0], 0);
    pool.end('finished');
    await vi.advanceTimersByTimeAsync(1900);
    expect(run.phase).toBe('running');
    await vi.advanceTimersByTimeAsync(200);
    expect(run.phase).toBe('finished');
  });

  it('shows a result once it is kept, or after two seconds as not kept yet', async () => {
    const kept: (() => void)[] = [];
    const onResult = () => new Promise<void>((resolve) => kept.push(resolve));
    const run = new RunState(study, [], { onResult });
    run.start(plan, size, pool.start);
    pool.observer?.onStack(0, [0], 0);
    pool.observer?.onStack(1, [0], 1);
    pool.observer?.onReplicate(failed(0), null);
    pool.observer?.onReplicate(failed(1), null);
    await vi.advanceTimersByTimeAsync(1000);
    expect(run.snapshot.failed).toBe(0);
    kept[0]?.();
    await vi.advanceTimersByTimeAsync(600);
    expect(run.snapshot.failed).toBe(1);
    expect(run.unkept).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(run.snapshot.failed).toBe(2);
    expect(run.unkept).toBe(1);
    expect(countInWords(run)).toBe('0 of 2 replicates finished, 2 failed, 1 not kept yet');
    kept[1]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(run.unkept).toBe(0);
  });

  it('waits for nothing once it is known that nothing can be kept', async () => {
    const run = new RunState(study, [], { onResult: () => new Promise(() => undefined) });
    run.setKeepingProblem('The disk is full.');
    run.start(plan, size, pool.start);
    pool.observer?.onReplicate(failed(0), null);
    await vi.advanceTimersByTimeAsync(200);
    expect(run.snapshot.failed).toBe(1);
    expect(run.unkept).toBe(1);
  });

  it('has all its results when it ends, kept or not', async () => {
    const run = new RunState(study, [], { onResult: () => new Promise(() => undefined) });
    run.start(plan, size, pool.start);
    pool.observer?.onReplicate(failed(0), null);
    pool.end('stopped');
    await vi.advanceTimersByTimeAsync(0);
    expect(run.phase).toBe('stopped');
    expect(run.results()).toEqual([failed(0)]);
    expect(run.unkept).toBe(1);
  });

  it('says in words why it broke', async () => {
    const run = new RunState(study);
    run.start(plan, size, pool.start);
    pool.fail(new Error('No engine could start here.'));
    await vi.advanceTimersByTimeAsync(0);
    expect(run.phase).toBe('broken');
    expect(run.error).toBe('No engine could start here.');
  });

  it('says what to do where worker after worker was lost', async () => {
    const run = new RunState(study);
    run.start(plan, size, pool.start);
    pool.observer?.onReplicate(failed(0), null);
    pool.fail(new TrainingInterrupted('The worker could not be loaded.'));
    await vi.advanceTimersByTimeAsync(0);
    expect(run.phase).toBe('broken');
    expect(run.error).toMatch(/could not be loaded.*Continue trains what is missing/);
    expect(announcement(run)).toMatch(/^Interrupted: 0 of 2 replicates finished, 1 failed/);
  });

  it('holds results that came back after a reload without training', () => {
    const run = new RunState(study, [failed(1)]);
    expect(run.phase).toBe('restored');
    expect(run.active).toBe(false);
    expect(run.snapshot).toMatchObject({ failed: 1, total: 2 });
  });

  it('tells each notice once', () => {
    const run = new RunState(study);
    run.onNotice('WebGL is missing: wasm runs instead.');
    run.onNotice('WebGL is missing: wasm runs instead.');
    expect(run.notices).toHaveLength(1);
  });
});

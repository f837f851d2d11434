import { describe, expect, it } from 'vitest';
import type { FinishedReplicate } from '#lib/experiment/result.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import { Rate, RunClock } from './run-clock.ts';
import { RunProgress } from './run-progress.ts';

function smallStudy(): Study {
  const parsed = parseStudy({ replicates: 2, base: { epochs: 4 } });
  if (!parsed.ok) throw new Error('The study must parse.');
  return parsed.study;
}

function finished(variant: number, replicate: number): FinishedReplicate {
  return {
    status: 'done',
    variant,
    replicate,
    validationCrps: 12,
    testCrps: 12.5,
    testLogScore: 4,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: null,
    curve: { trainingLoss: [5, 4, 3, 2], validationCrps: [15, 14, 13, 12] },
    epochs: 4,
    bestEpoch: 4,
    durationMs: 800,
    boundShare: 0,
  };
}

const report = (epoch: number, trainingLoss: number[]) => ({
  epoch,
  trainingLoss: Float64Array.from(trainingLoss),
  validationCrps: Float64Array.from(trainingLoss, (loss) => loss + 10),
});

describe('the progress of a run', () => {
  it('follows replicates from their first epoch to their result', () => {
    const progress = new RunProgress(smallStudy(), 100, 10, []);
    progress.stack(0, [0, 1], 3);
    progress.epoch(0, [0, 1], report(1, [5, 6]));
    progress.epoch(0, [0, 1], report(2, [4, 5]));
    const during = progress.snapshot(1000);
    expect(during.stacks).toEqual([
      { worker: 3, variant: 0, replicates: [0, 1], epoch: 2, epochs: 4 },
    ]);
    expect(during.variants[0]?.running[1]?.curve.trainingLoss).toEqual([6, 5]);
    expect(during).toMatchObject({ finished: 0, total: 4 });

    progress.replicate(finished(0, 0));
    progress.replicate({
      status: 'failed',
      variant: 0,
      replicate: 1,
      reason: 'diverged',
      message: 'Training diverged.',
      attempts: 3,
    });
    const after = progress.snapshot(2000);
    expect(after).toMatchObject({ finished: 1, failed: 1, stacks: [] });
    expect(after.variants[0]?.running).toEqual([]);
  });

  it('counts each epoch’s work once, also when a replicate stops early or a stack begins again', () => {
    const study = smallStudy();
    const one = { ...study, variants: [{ name: 'A' }], replicates: 2 };
    const progress = new RunProgress(one, 100, 10, []);
    progress.stack(0, [0, 1], 0);
    progress.epoch(0, [0, 1], report(1, [5, 6]));
    expect(progress.snapshot(1000).share).toBeCloseTo(2 / 8);
    progress.stack(0, [0, 1], 1);
    expect(progress.snapshot(1100).share).toBe(0);
    progress.epoch(0, [0, 1], report(1, [5, 6]));
    progress.replicate(finished(0, 0));
    expect(progress.snapshot(2000).share).toBeCloseTo(5 / 8);
    progress.replicate(finished(0, 1));
    expect(progress.snapshot(3000).share).toBe(1);
  });

  it('estimates the time left from the work done in this run only', () => {
    const one = { ...smallStudy(), variants: [{ name: 'A' }], replicates: 4 };
    const progress = new RunProgress(one, 100, 10, [finished(0, 0), finished(0, 1)]);
    expect(progress.snapshot(10).finished).toBe(2);
    expect(progress.snapshot(600).remainingMs).toBeNull();
    progress.stack(0, [2], 0);
    for (let epoch = 1; epoch <= 4; epoch++) progress.epoch(0, [2], report(epoch, [5]));
    progress.replicate(finished(0, 2));
    expect(progress.snapshot(1000).remainingMs).toBeCloseTo(1000);
  });

  it('leaves failed epochs out of a curve and out of the rows trained', () => {
    const progress = new RunProgress(smallStudy(), 100, 10, []);
    progress.snapshot(0);
    progress.stack(0, [0, 1], 0);
    progress.epoch(0, [0, 1], report(1, [5, NaN]));
    const { variants, rowsPerSecond } = progress.snapshot(1000);
    expect(variants[0]?.running.map((live) => live.curve.trainingLoss)).toEqual([[5], []]);
    expect(rowsPerSecond).toBe(100);
  });
});

describe('the clock of a run', () => {
  it('leaves pauses out', () => {
    const clock = new RunClock();
    clock.start(100);
    clock.pause(300);
    expect(clock.elapsedMs(5000)).toBe(200);
    clock.start(6000);
    expect(clock.elapsedMs(6050)).toBe(250);
  });

  it('gives a rate over the last seconds only', () => {
    const rate = new Rate(1000);
    expect(rate.perSecond()).toBeNull();
    rate.add(0, 0);
    rate.add(1000, 1000);
    expect(rate.perSecond()).toBe(1000);
    rate.add(2000, 3000);
    expect(rate.perSecond()).toBe(2000);
  });
});

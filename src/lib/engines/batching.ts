import { batchesOf } from '#lib/mdn/batches.ts';
import { dropoutMasks } from '#lib/mdn/dropout.ts';
import type { Job } from './engine.ts';
import type { Stack, StackBatch, StackPlan } from './stack.ts';

/** The batches of the next epoch, for the slots that still train; the stack hears the epoch's order first. */
export function batching(
  { experiment, seed, replicates, data }: Job,
  { layout, batchRows }: StackPlan,
): (stack: Stack) => Generator<StackBatch> {
  const { batchSize, dropout } = experiment;
  const sources = replicates.map((replicate) =>
    batchesOf(data.train.count, batchSize, seed, replicate),
  );
  const fills = replicates.map((replicate) => dropoutMasks(dropout, seed, replicate));
  const masksOf = (slot: number) =>
    layout.nets.map((net) =>
      net.slice(0, -1).map(({ outputs }) => {
        const mask = new Float32Array(batchRows * outputs);
        fills[slot](mask);
        return mask;
      }),
    );
  return function* (stack) {
    const { active } = stack;
    for (const slot of active) sources[slot].nextEpoch();
    stack.beginEpoch(active.map((slot) => sources[slot].order));
    const { perEpoch, rows } = sources[0];
    for (let b = 0; b < perEpoch; b++) {
      yield {
        first: b * rows,
        rows: active.map((slot) => sources[slot].order.subarray(b * rows, (b + 1) * rows)),
        masks: dropout > 0 ? active.map(masksOf) : [],
      };
    }
  };
}

/** A peer that trains a stack of replicates as batched matrices. */
import { shuffle } from '#lib/random/shuffle.ts';
import { stream } from '#lib/random/stream.ts';
import type { StackTask } from './stackTask.ts';

export interface StackPeer {
  /** With its version, and what it computes on. */
  readonly name: string;
  /** Why it is slower here than it could be, where it is: nothing is judged against it. */
  readonly handicap?: string;
  /** Trains the task's epochs from its initial values. @returns each replicate's mean loss, −ln density of z, of the last */
  follow(): Promise<Float64Array>;
  /** Trains on for as many epochs, shuffled. @returns milliseconds, by its own clock */
  epochs(count: number): Promise<number>;
  dispose(): void;
}

/** Shuffles each replicate's order anew, for peers that have no shuffle of their own. */
export function reshuffler({ stack, count, orders }: StackTask): () => Int32Array {
  const own = orders.slice(-stack * count);
  const random = stream(1, 0, 'bench-shuffle');
  return () => {
    for (let replicate = 0; replicate < stack; replicate++) {
      shuffle(own.subarray(replicate * count, (replicate + 1) * count), random);
    }
    return own;
  };
}

/** A peer in this thread, made of a way to train an epoch in an order of rows. */
export function peerOf(
  name: string,
  task: StackTask,
  epoch: (orders: Int32Array) => Promise<Float64Array>,
  dispose: () => void,
): StackPeer {
  const reshuffled = reshuffler(task);
  const each = task.stack * task.count;
  return {
    name,
    dispose,
    async follow() {
      let losses: Float64Array = new Float64Array(task.stack);
      for (let at = 0; at < task.orders.length; at += each) {
        losses = await epoch(task.orders.subarray(at, at + each));
      }
      return losses;
    },
    async epochs(count) {
      const begun = performance.now();
      for (let i = 0; i < count; i++) await epoch(reshuffled());
      return performance.now() - begun;
    },
  };
}

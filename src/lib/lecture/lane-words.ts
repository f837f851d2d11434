import type { LectureLane } from './lecture-lane.ts';

export interface LaneWords {
  readonly name: string;
  /** What it does, in a line. */
  readonly does: string;
  /** The colour tells the loop's from the batch's, and from what is half of each. */
  readonly kind: 'loop' | 'half' | 'batch';
}

export const laneWords: Readonly<Record<LectureLane, LaneWords>> = {
  'loop-gpu': {
    name: 'The loop, on the GPU',
    does: 'predict a row, read it back, integrate it',
    kind: 'loop',
  },
  loop: { name: 'The loop', does: 'predict a row, integrate it', kind: 'loop' },
  'batch-quadrature': {
    name: 'Predict at once',
    does: 'batched prediction, loop of quadratures',
    kind: 'half',
  },
  'loop-closed': {
    name: 'Closed form',
    does: 'loop of predictions, closed form',
    kind: 'half',
  },
  batch: { name: 'The batch', does: 'batched prediction, closed form', kind: 'batch' },
  quadrature: { name: 'Quadrature', does: 'row by row, plain TypeScript', kind: 'loop' },
  'closed-form': { name: 'Closed form', does: 'all rows, plain TypeScript', kind: 'batch' },
  simd: { name: 'Closed form, SIMD', does: 'our own WebAssembly kernels', kind: 'batch' },
  webgl: { name: 'Closed form, WebGL', does: 'TensorFlow.js, copying included', kind: 'batch' },
  webgpu: { name: 'Closed form, WebGPU', does: 'TensorFlow.js, copying included', kind: 'batch' },
  'one-worker': { name: 'One worker', does: 'one replicate after another', kind: 'loop' },
  'every-worker': { name: 'Every worker', does: 'one replicate at a time each', kind: 'half' },
  stacked: { name: 'Stacked', does: 'one worker, 8 replicates as one model', kind: 'half' },
  fastest: {
    name: 'All of it',
    does: 'every worker, stacked, the fastest engine',
    kind: 'batch',
  },
  experiments: {
    name: 'The slow end',
    does: 'one experiment after another, scored by the loop',
    kind: 'loop',
  },
  together: {
    name: 'The fast end',
    does: 'every worker, fastest engine, scored in batches',
    kind: 'batch',
  },
};

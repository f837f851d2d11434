/** The code of each lane, as it runs: its own source file, without the imports. */
import batchThenQuadrature from '#lib/race/lanes/batch-then-quadrature.ts?raw';
import byClosedForm from '#lib/race/lanes/by-closed-form.ts?raw';
import byGpu from '#lib/race/lanes/by-gpu.ts?raw';
import byQuadrature from '#lib/race/lanes/by-quadrature.ts?raw';
import bySimd from '#lib/race/lanes/by-simd.ts?raw';
import experiments from '#lib/race/lanes/experiments-by-the-loop.ts?raw';
import loopThenClosedForm from '#lib/race/lanes/loop-then-closed-form.ts?raw';
import theBatch from '#lib/race/lanes/the-batch.ts?raw';
import theLoop from '#lib/race/lanes/the-loop.ts?raw';
import pool from './pool-turn.ts?raw';
import type { LectureLane } from './lecture-lane.ts';

const files: Readonly<Record<LectureLane, readonly [file: string, source: string]>> = {
  'loop-gpu': ['race/lanes/the-loop.ts', theLoop],
  loop: ['race/lanes/the-loop.ts', theLoop],
  'batch-quadrature': ['race/lanes/batch-then-quadrature.ts', batchThenQuadrature],
  'loop-closed': ['race/lanes/loop-then-closed-form.ts', loopThenClosedForm],
  batch: ['race/lanes/the-batch.ts', theBatch],
  quadrature: ['race/lanes/by-quadrature.ts', byQuadrature],
  'closed-form': ['race/lanes/by-closed-form.ts', byClosedForm],
  simd: ['race/lanes/by-simd.ts', bySimd],
  webgl: ['race/lanes/by-gpu.ts', byGpu],
  webgpu: ['race/lanes/by-gpu.ts', byGpu],
  'one-worker': ['lecture/pool-turn.ts', pool],
  'every-worker': ['lecture/pool-turn.ts', pool],
  stacked: ['lecture/pool-turn.ts', pool],
  fastest: ['lecture/pool-turn.ts', pool],
  experiments: ['race/lanes/experiments-by-the-loop.ts', experiments],
  together: ['lecture/pool-turn.ts', pool],
};

export interface LaneSource {
  readonly file: string;
  readonly code: string;
}

/** The exported function (the last of a lane's file; of the pool's, the one that says what each lane runs on). */
export function laneCode(lane: LectureLane): LaneSource {
  const [file, source] = files[lane];
  const start = source.search(
    file.startsWith('race/')
      ? /^\/\*\*[^\n]*\*\/\nexport (async )?function/m
      : /^export function computeOf/m,
  );
  const end = source.indexOf('\n}\n', start) + 2;
  return { file: `src/lib/${file}`, code: source.slice(start, end).trim() };
}

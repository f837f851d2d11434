/**
 * Where and how a study runs when nobody says. One place decides; it changes speed, never meaning, and
 * says in a sentence what it chose and why.
 */
import type { EngineName } from '#lib/engines/engine.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Compute } from './protocol.ts';

export interface Workload {
  readonly study: Study;
  readonly trainRows: number;
  /** Replicates of each variant that are still to train. */
  readonly left: readonly number[];
  readonly hardwareConcurrency: number;
}

export interface Decision {
  readonly engine: EngineName;
  readonly workers: number;
  readonly stack: number;
  /** What runs where and why, for people. */
  readonly reason: string;
}

/** Beyond this, stacking gains little more, and progress comes in lumps. */
const LARGEST_STACK = 32;
/** Most of what stacking gains is gained here. */
const GOOD_STACK = 8;
/** Rows × epochs × replicates that a worker finishes within minutes, so that dots keep coming. */
const LARGEST_TASK = 8e6;

/** Rows × epochs × replicates of a stack on an engine that gains nothing from stacking: a twentieth of a second. */
const SMALL_TASK = 8e4;

function within(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function onGpu(engine: EngineName): boolean {
  return engine === 'webgl' || engine === 'webgpu';
}

/** The most epochs that any variant trains. */
function longest(study: Study): number {
  return Math.max(...study.variants.map((variant) => variant.epochs ?? study.base.epochs));
}

/**
 * Every worker has work, several stacks each where that costs nothing, and no stack so large that
 * nothing finishes for minutes.
 */
function chooseStack(load: Workload, engine: EngineName, workers: number): number {
  const { study, trainRows } = load;
  // Our own kernels train replicates in turn as fast as together: small stacks finish, and show, sooner, and the last is soon over.
  if (engine === 'simd') return within(Math.floor(SMALL_TASK / (trainRows * longest(study))), 1, 8);
  if (onGpu(engine)) return within(study.replicates, 1, LARGEST_STACK);
  const share = Math.ceil(sum(load.left) / workers);
  const several = within(Math.ceil(share / 4), GOOD_STACK, LARGEST_STACK);
  const light = Math.max(4, Math.floor(LARGEST_TASK / (trainRows * longest(study))));
  return within(Math.min(share, several, light, study.replicates), 1, LARGEST_STACK);
}

function chooseWorkers(load: Workload, engine: EngineName): number {
  // Several workers on one GPU wait for each other and train more slowly than one (tfjs #7896).
  return onGpu(engine) ? 1 : Math.max(1, load.hardwareConcurrency);
}

/** Fills in what `compute` leaves to us; what it states is kept, but never more workers than stacks. */
export function decide(compute: Compute, load: Workload): Decision {
  const { study } = load;
  const engine = compute.engine === 'auto' ? 'simd' : compute.engine;
  const wished = compute.workers === 'auto' ? chooseWorkers(load, engine) : compute.workers;
  const { perReplicate } = study.data.split;
  const stack = perReplicate
    ? 1
    : within(
        compute.stack === 'auto' ? chooseStack(load, engine, wished) : compute.stack,
        1,
        study.replicates,
      );
  const stacks = sum(load.left.map((replicates) => Math.ceil(replicates / stack)));
  const workers = within(wished, 1, Math.max(1, stacks));
  const where = workers === 1 ? 'one worker' : `${workers} workers`;
  const sizes = stack === 1 ? 'one replicate at a time' : `up to ${stack} replicates at a time`;
  const because = [
    compute.engine === 'auto' &&
      'our own kernels are the fastest on a processor and repeat to the last bit',
    compute.workers === 'auto' && onGpu(engine) && 'one GPU serves one worker best',
    perReplicate && 'each replicate has a split of its own',
  ].filter((reason) => reason !== false);
  const why = because.length ? `; ${because.join('; ')}` : '';
  return { engine, workers, stack, reason: `${engine} on ${where}, ${sizes}${why}.` };
}

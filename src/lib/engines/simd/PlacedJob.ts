/**
 * A job laid out in the kernels' memory, once: rows, activations and gradient shared by the stack, and
 * each replicate's own parameters, moments, order and generators. Training allocates nothing more.
 */
import type { Dataset, Part } from '#lib/data/dataset.ts';
import { SIGMA_FLOOR } from '#lib/mdn/bounds.ts';
import { inUnits, levelInUnits, standardise } from '#lib/mdn/scale.ts';
import { streamState } from '#lib/random/stream.ts';
import type { Arena } from './Arena.ts';
import type { Kernels } from './kernels.ts';
import { pack, padded } from './packing.ts';
import { isSparse, placeRows, placeSparseRows } from './placedRows.ts';
import type { Plan } from './plan.ts';

/** Rows that flow through the network together: their activations stay in the cache. */
const CHUNK_ROWS = 128;
const ACTIVATIONS = { relu: 0, tanh: 1, elu: 2 } as const;
const LOSSES = { nll: 0, crps: 1 } as const;

/** A part's rows in memory. */
export interface PlacedPart {
  readonly count: number;
  readonly inputs: number;
  /** Standardised targets, and targets in units. */
  readonly z: number;
  readonly y: number;
}

/** One replicate's addresses. */
export interface Slot {
  readonly parameters: number;
  readonly m: number;
  readonly v: number;
  readonly order: number;
  readonly shuffle: number;
  readonly dropout: number;
}

export interface PlacedJob {
  readonly train: PlacedPart;
  readonly validation: PlacedPart;
  readonly test: PlacedPart;
  readonly slots: readonly Slot[];
  readonly gradient: number;
  /** Room for the outputs of all test rows. */
  readonly outputs: number;
}

/** @throws RangeError where there is not enough memory */
export function placeJob(
  kernels: Kernels,
  arena: Arena,
  plan: Plan,
  replicates: readonly number[],
): PlacedJob {
  const { data, layout, batchRows } = plan;
  const { sparse, inputs } = arena.restart(data, () => placeInputs(arena, data));
  configureHead(kernels, plan);
  const train = placePart(arena, plan, data.train, inputs[0]);
  const validation = placePart(arena, plan, data.validation, inputs[1]);
  const test = placePart(arena, plan, data.test, inputs[2]);
  const gradient = arena.allocate(4 * plan.packing.size);
  placeNetwork(kernels, arena, plan, sparse);
  kernels.configureRows(train.inputs, train.z, train.y, train.count, batchRows);
  configureAdam(kernels, arena, plan, gradient);
  const outputs = arena.allocate(4 * test.count * 3 * layout.components);
  const slots = replicates.map((replicate) => placeSlot(arena, plan, replicate));
  return { train, validation, test, slots, gradient, outputs };
}

function configureHead(kernels: Kernels, { experiment, scale, bounds }: Plan): void {
  const { family, loss, components } = experiment;
  kernels.configureBounds(bounds.mu, SIGMA_FLOOR, bounds.sigma);
  kernels.configureLoss(LOSSES[loss], family === 'normal' ? 1 : 0, components);
  if (family === 'normal') kernels.configureNormal(scale.sd / scale.unit);
  else kernels.configureLognormal(scale.sd, levelInUnits(scale));
}

function placeInputs(arena: Arena, { train, validation, test, width }: Dataset) {
  const sparse = isSparse(train);
  const place = sparse ? placeSparseRows : placeRows;
  const inputs = [train, validation, test].map((part) =>
    place(arena, part.inputs, part.count, width),
  );
  return { sparse, inputs };
}

/** @param inputs where they lie already */
function placePart(arena: Arena, { scale }: Plan, part: Part, inputs: number): PlacedPart {
  const { count, targets } = part;
  const z = arena.place(standardise(scale, targets));
  const y = arena.place(inUnits(scale, targets));
  return { count, inputs, z, y };
}

function placeNetwork(kernels: Kernels, arena: Arena, plan: Plan, sparse: boolean): void {
  const { experiment, layout, packing, batchRows } = plan;
  const drops = experiment.dropout > 0;
  const largest = Math.max(batchRows, plan.data.validation.count, plan.data.test.count);
  const chunk = padded8(Math.min(CHUNK_ROWS, largest));
  const masked = padded8(batchRows);
  const inputs = arena.allocate(4 * chunk * padded(layout.width));
  const widest = Math.max(...packing.nets.flat().map(({ outputs }) => outputs));
  const turned = arena.allocate(4 * chunk * widest);
  const layers = packing.nets[0].length;
  kernels.configureNetwork(
    packing.nets.length,
    layers,
    ACTIVATIONS[experiment.activation],
    drops ? 1 : 0,
    inputs,
    turned,
  );
  const masks: number[] = [];
  packing.nets.flat().forEach(({ layer, inputs, outputs, weights, biases }, index) => {
    const isHidden = index % layers < layers - 1;
    const active = arena.allocate(4 * chunk * outputs);
    const slopes = arena.allocate(4 * chunk * outputs);
    const dropped = drops && isHidden ? arena.allocate(4 * chunk * outputs) : 0;
    const mask = drops && isHidden ? arena.allocate(4 * masked * outputs) : 0;
    if (mask) masks.push(mask, layer.outputs, outputs);
    const steps = Math.ceil(layer.inputs / 2) * 2;
    kernels.configureLayer(
      index,
      inputs,
      outputs,
      steps,
      4 * weights,
      4 * biases,
      active,
      dropped,
      slopes,
      mask,
    );
  });
  const chunkZ = arena.allocate(4 * chunk);
  const chunkY = arena.allocate(4 * chunk);
  kernels.configureChunk(padded(layout.width), chunk, inputs, chunkZ, chunkY, sparse ? 1 : 0);
  // As #lib/mdn/dropout.ts has it.
  const threshold = Math.round(65536 * experiment.dropout);
  const kept = 1 / (1 - experiment.dropout);
  kernels.configureDropout(arena.placeIntegers(masks), masks.length / 3, threshold, kept);
}

function configureAdam(kernels: Kernels, arena: Arena, plan: Plan, gradient: number): void {
  const { experiment, packing } = plan;
  const blocks = packing.nets
    .flat()
    .flatMap(({ inputs, outputs }) => [4 * inputs * outputs, 4 * outputs]);
  kernels.configureAdam(
    gradient,
    4 * packing.size,
    experiment.learningRate,
    experiment.weightDecay,
    experiment.clipNorm ?? 0,
    arena.placeIntegers(blocks),
    blocks.length,
  );
}

function placeSlot(arena: Arena, plan: Plan, replicate: number): Slot {
  const { data, packing, seed } = plan;
  const parameters = arena.allocate(4 * packing.size);
  pack(packing, plan.initial(replicate), arena.floats(parameters, packing.size));
  const order = arena.allocate(4 * data.train.count);
  const rows = arena.integers(order, data.train.count);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  return {
    parameters,
    m: arena.allocate(4 * packing.size),
    v: arena.allocate(4 * packing.size),
    order,
    shuffle: arena.placeIntegers(streamState(seed, replicate, 'shuffle')),
    dropout: arena.placeIntegers(streamState(seed, replicate, 'dropout')),
  };
}

function padded8(rows: number): number {
  return Math.ceil(rows / 8) * 8;
}

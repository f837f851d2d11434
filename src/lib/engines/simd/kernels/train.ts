// A job's training: batches of one replicate, many in a call.
import { adam, correction, squaredNorm } from './adam';
import { backwardAll, forwardAll, useSparseRows } from './network';
import { copyOutputs, lossOfChunk, scoreOfChunk } from './losses';
import { gatherRows, gatherValues } from './passes';
import { dropoutMask } from './random';

let width: i32 = 0;
let chunkRows: i32 = 0;
let sparse: bool = false;
let inputPanels: usize = 0;
let zChunk: usize = 0;
let yChunk: usize = 0;

/**
 * @param inputs panels of gathered rows @param rows of a chunk, a multiple of 8
 * @param areSparse whether rows' inputs are lists of what is not zero (sparse.ts) rather than tables
 */
export function configureChunk(
  paddedWidth: i32, rows: i32, inputs: usize, z: usize, y: usize, areSparse: i32,
): void {
  sparse = areSparse !== 0;
  width = paddedWidth;
  chunkRows = rows;
  inputPanels = inputs;
  zChunk = z;
  yChunk = y;
}

let trainInputs: usize = 0;
let trainZ: usize = 0;
let trainY: usize = 0;
let trainRows: i32 = 0;
let batchRows: i32 = 0;

export function configureRows(inputs: usize, z: usize, y: usize, rows: i32, batch: i32): void {
  trainInputs = inputs;
  trainZ = z;
  trainY = y;
  trainRows = rows;
  batchRows = batch;
}

let gradient: usize = 0;
let parameterBytes: usize = 0;
let learningRate: f64 = 0;
let weightDecay: f64 = 0;
/** 0: no clipping. */
let clipNorm: f64 = 0;
/** Blocks of parameters, in turn weights (which decay) and biases: bytes of each. */
let blocks: usize = 0;
let blockCount: i32 = 0;

export function configureAdam(
  gradientAt: usize, bytes: usize, rate: f64, decay: f64, clip: f64, blocksAt: usize, count: i32,
): void {
  gradient = gradientAt;
  parameterBytes = bytes;
  learningRate = rate;
  weightDecay = decay;
  clipNorm = clip;
  blocks = blocksAt;
  blockCount = count;
}

/** Masks to draw each step, in order: place, units, padded units; 12 bytes each. */
let masks: usize = 0;
let maskCount: i32 = 0;
let threshold: i32 = 0;
let kept: f32 = 1;

export function configureDropout(masksAt: usize, count: i32, below: i32, factor: f32): void {
  masks = masksAt;
  maskCount = count;
  threshold = below;
  kept = factor;
}

/**
 * Trains batches `first` … `first + count − 1` of an epoch.
 * @param dropout state of the replicate's generator @param step steps made before
 * @param total the sum of the epoch's losses so far: added to row by row, whatever the calls
 * @returns the sum of the rows' losses
 */
export function trainBatches(
  parameters: usize, m: usize, v: usize, order: usize, dropout: usize,
  first: i32, count: i32, step: i32, total: f64,
): f64 {
  for (let b: i32 = first; b < first + count; b++) {
    const begin = b * batchRows;
    const rows = min(batchRows, trainRows - begin);
    total += gradientOf(parameters, order, dropout, begin, rows);
    adamStep(parameters, m, v, ++step);
  }
  return total;
}

/** Fills the gradient of the mean loss of `rows` rows of the order. @returns the sum of their losses */
export function gradientOf(
  parameters: usize, order: usize, dropout: usize, begin: i32, rows: i32,
): f64 {
  for (let i: i32 = 0; i < maskCount; i++) {
    const mask = masks + 12 * i;
    dropoutMask(
      dropout, load<usize>(mask), batchRows, load<i32>(mask, 4), load<i32>(mask, 8), threshold, kept,
    );
  }
  let total: f64 = 0;
  const weight: f32 = <f32>1 / <f32>rows;
  for (let at: i32 = 0; at < rows; at += chunkRows) {
    const chunk = min(chunkRows, rows - at);
    const panels = (chunk + 7) >> 3;
    takeRows(trainInputs, order, begin + at, chunk);
    gatherValues(trainZ, order, begin + at, chunk, zChunk);
    gatherValues(trainY, order, begin + at, chunk, yChunk);
    forwardAll(parameters, panels, true, at >> 3);
    total += lossOfChunk(chunk, zChunk, yChunk, weight);
    backwardAll(parameters, gradient, panels, at >> 3, at > 0);
  }
  return total;
}

export function adamStep(parameters: usize, m: usize, v: usize, step: i32): void {
  let factor: f64 = 1;
  if (clipNorm > 0) {
    const squared = squaredNorm(gradient, parameterBytes);
    if (squared > clipNorm * clipNorm) factor = clipNorm / Math.sqrt(squared);
  }
  const scaledRate = <f32>(learningRate / correction(0.9, step));
  const root = <f32>Math.sqrt(correction(0.999, step));
  let at: usize = 0;
  for (let i: i32 = 0; i < blockCount; i++) {
    const bytes: usize = load<i32>(blocks + 4 * i);
    const decay: f32 = i & 1 ? 0 : <f32>(learningRate * weightDecay);
    adam(
      parameters + at, m + at, v + at, gradient + at, bytes, <f32>factor, scaledRate, root, decay,
    );
    at += bytes;
  }
}

/** @returns 1 where a parameter is NaN or beyond ±largest */
export function isAstray(parameters: usize, largest: f32): i32 {
  let sane = i32x4.splat(-1);
  const bound = f32x4.splat(largest);
  for (let at: usize = 0; at < parameterBytes; at += 16) {
    sane = v128.and(sane, f32x4.le(f32x4.abs(v128.load(parameters + at)), bound));
  }
  return i32x4.all_true(sane) ? 0 : 1;
}

/**
 * Rows first … first + rows − 1 of a part.
 * @param to each row's CRPS, in units, with room for whole groups of eight; 0: not wanted
 * @returns the sum of their CRPS, in units
 */
export function scoreRows(
  parameters: usize, inputs: usize, z: usize, y: usize, first: i32, rows: i32, to: usize,
): f64 {
  let total: f64 = 0;
  for (let at: i32 = 0; at < rows; at += chunkRows) {
    const chunk = predictChunk(parameters, inputs, first + at, rows - at);
    gatherValues(z, 0, first + at, chunk, zChunk);
    gatherValues(y, 0, first + at, chunk, yChunk);
    total += scoreOfChunk(chunk, zChunk, yChunk, to ? to + 4 * at : 0);
  }
  return total;
}

/** The network's outputs [rows × 3K] of rows first … first + rows − 1 of a part. */
export function predictRows(
  parameters: usize, inputs: usize, first: i32, rows: i32, outputsOfRow: i32, to: usize,
): void {
  for (let at: i32 = 0; at < rows; at += chunkRows) {
    const chunk = predictChunk(parameters, inputs, first + at, rows - at);
    copyOutputs(chunk, to);
    to += 4 * chunk * outputsOfRow;
  }
}

function takeRows(inputs: usize, order: usize, first: i32, rows: i32): void {
  if (sparse) {
    useSparseRows(inputs, order, first, rows);
  } else {
    useSparseRows(0, 0, 0, 0);
    gatherRows(inputs, order, first, rows, width, inputPanels);
  }
}

function predictChunk(parameters: usize, inputs: usize, first: i32, left: i32): i32 {
  const chunk = min(chunkRows, left);
  takeRows(inputs, 0, first, chunk);
  forwardAll(parameters, (chunk + 7) >> 3, false, 0);
  return chunk;
}

/**
 * Predicting and scoring on our own kernels against the original's loop: the same rows, and the same
 * weights, which are read out of the loop's model.
 */
import type * as tf from '@tensorflow/tfjs';
import { Arena } from '#lib/engines/simd/Arena.ts';
import { startKernels } from '#lib/engines/simd/kernels.ts';
import { pack, padded } from '#lib/engines/simd/packing.ts';
import { placeJob } from '#lib/engines/simd/PlacedJob.ts';
import { planOf, type Plan } from '#lib/engines/simd/plan.ts';
import { standardise } from '#lib/mdn/scale.ts';
import { benchRows, LOG_MEAN, LOG_SD, type BenchRows } from '../benchRows.ts';
import { datasetOf } from '../datasetOf.ts';
import { atLeast, type Finding, type Target } from '../finding.ts';
import { interleave } from '../interleave.ts';
import { INPUTS, layersModel } from '../layersModel.ts';
import { PEER, SEED } from '../oneEpoch.ts';
import { placedLayers } from '../placedLayers.ts';
import { startEngine, type Place } from '../place.ts';
import { ratioOf, showRatio, showSpread, spreadOf } from '../spread.ts';
import { furthestApart, predictInTurn, scoreInTurn } from './loopAgainstBatch.ts';

const ROWS = 2000;
/** Milliseconds in microseconds. */
const MICRO = 1000;
const WANTED = 200;
/** As the kernels take them (scoreRows). */
const ROWS_AT_ONCE = 128;
/** Of one row, in minutes: what the loop's quadrature is asked for. */
const TOLERANCE = 0.1;

/** The model's weights in the order of #lib/mdn/layout.ts, which is its own. */
function weightsOf(model: tf.Sequential): Float32Array {
  const parts = model.getWeights().map((tensor) => tensor.dataSync<'float32'>());
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

interface SimdBatch {
  /** Copies inputs and outcomes into the kernels' memory. */
  place(): void;
  /** Predicts and scores what lies there. */
  score(): void;
  /** The matrix products of that alone: what no kernel of this kind can go below. */
  products(): void;
  /** CRPS of each row, in minutes. */
  scores(): Float64Array;
}

async function simdBatchOf(
  model: tf.Sequential,
  rows: BenchRows,
  components: number,
): Promise<SimdBatch> {
  const kernels = await startKernels();
  const arena = new Arena(kernels);
  const data = datasetOf(rows);
  const planned = planOf({ ...PEER, components }, { ...data, test: data.train }, SEED);
  // The loop's model speaks on a scale of its own.
  const plan: Plan = { ...planned, scale: { ...planned.scale, mean: LOG_MEAN, sd: LOG_SD } };
  const { test, slots, outputs } = placeJob(kernels, arena, plan, [0]);
  const { parameters } = slots[0];
  pack(plan.packing, weightsOf(model), arena.floats(parameters, plan.packing.size));
  const { count, targets } = rows;
  const stride = padded(INPUTS);
  const { unit } = plan.scale;
  const panels = ROWS_AT_ONCE / 8;
  const layers = placedLayers(arena, { ...PEER, components }, INPUTS, panels);
  return {
    products() {
      for (let row = 0; row < count; row += ROWS_AT_ONCE) {
        for (const { inputs, outputs, x, w, b, z } of layers) {
          kernels.forward(x, w, b, z, panels, inputs, inputs, outputs, 1);
        }
      }
    },
    place() {
      const inputs = arena.floats(test.inputs, count * stride);
      for (let row = 0, from = 0; row < count; row++) {
        for (let i = 0, to = row * stride; i < INPUTS; i++) inputs[to++] = rows.inputs[from++];
      }
      arena.floats(test.z, count).set(standardise(plan.scale, targets));
      const y = arena.floats(test.y, count);
      for (let row = 0; row < count; row++) y[row] = targets[row] / unit;
    },
    score: () => void kernels.scoreRows(parameters, test.inputs, test.z, test.y, 0, count, outputs),
    scores: () => Float64Array.from(arena.floats(outputs, count), (one) => one * unit),
  };
}

async function measureCase(place: Place, components: number) {
  const rows = benchRows(ROWS, 1);
  const model = layersModel(components);
  const predict = predictInTurn(model, rows, components);
  const scoreLoop = scoreInTurn(rows);
  const batch = await simdBatchOf(model, rows, components);
  batch.place();
  batch.score();
  const [looped, batched] = [scoreLoop(predict()), batch.scores()];
  const apart = furthestApart(looped, batched);
  if (!(apart < TOLERANCE)) throw new Error(`A row’s scores are ${apart} min apart.`);
  const timings = await interleave(
    [
      { name: 'the loop', run: () => void scoreLoop(predict()) },
      {
        name: 'simd, rows copied in',
        run() {
          batch.place();
          batch.score();
        },
      },
      { name: 'simd, rows in place', run: () => batch.score() },
      { name: 'its products alone', run: () => batch.products() },
    ],
    place.effort,
  );
  model.dispose();
  const perRow = timings.map(({ rounds }) => spreadOf(rounds.map((ms) => (MICRO * ms) / ROWS)));
  const [copied, ready, most] = [1, 2, 3].map((way) =>
    ratioOf(timings[0].rounds, timings[way].rounds),
  );
  return {
    row: [
      String(components),
      ...perRow.map((spread) => showSpread(spread)),
      showRatio(copied),
      showRatio(ready),
      showRatio(most),
    ],
    note: `K = ${components}: mean CRPS ${(batched.reduce((sum, one) => sum + one, 0) / ROWS).toFixed(3)} min; loop and batch differ by at most ${apart.toExponential(1)} min in any row.`,
    ratio: ready.median,
  };
}

export async function simdBatch(place: Place): Promise<Finding> {
  const title = `Predicting and scoring: the loop on wasm against simd, in ${place.name}`;
  const wasm = await startEngine('wasm');
  if (typeof wasm === 'string') return { title, header: [], rows: [], notes: [wasm], targets: [] };
  const cases: { row: string[]; note: string }[] = [];
  const targets: Target[] = [];
  for (const components of [1, 3, 10]) {
    const one = await measureCase(place, components);
    cases.push(one);
    const what = `simd in a batch against the loop on wasm, K = ${components}, ${place.name}`;
    if (components === 3) targets.push(atLeast(what, WANTED, one.ratio));
  }
  return {
    title,
    header: [
      'K',
      'the loop, µs a row',
      'simd, rows copied in, µs a row',
      'simd, rows in place, µs a row',
      'its products alone, µs a row',
      'loop / copied in',
      'loop / in place',
      'loop / products',
    ],
    rows: cases.map(({ row }) => row),
    notes: [
      ...cases.map(({ note }) => note),
      'Copied in: inputs, outcomes and their logarithms are laid out anew, as for rows that are seen once. In place: as they are for the scores after each epoch. Products: the multiplications and additions of the three layers, without activations, densities or scores.',
    ],
    targets,
  };
}

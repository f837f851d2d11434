/**
 * Scoring as the original did it, one row at a time, against scoring in a batch: the same model, the
 * same rows, the same mixtures. Predicting and scoring are exchanged one by one, so that a factor can
 * be traced to its half.
 */
import * as tf from '@tensorflow/tfjs';
import { crpsBatch, originalLoop } from '#lib/crps/index.ts';
import { mixtureCdf } from '#lib/race/mixture-cdf.ts';
import { readMixtures, type ReadMixtures } from '#lib/race/read-mixtures.ts';
import { benchRows, LOG_MEAN, LOG_SD, type BenchRows } from '../benchRows.ts';
import { atLeast, type Finding, type Target } from '../finding.ts';
import { interleave, type Effort } from '../interleave.ts';
import { INPUTS, layersModel } from '../layersModel.ts';
import { startEngine, type Place } from '../place.ts';
import { ratioOf, showRatio, showSpread, spreadOf } from '../spread.ts';

const ROWS = 2000;
const WANTED_ON_WASM = 40;
const SCALE = { mean: LOG_MEAN, sd: LOG_SD };

type Predict = () => ReadMixtures;
type Score = (mixtures: ReadMixtures) => Float64Array;

/** The tensor is read outside of its tidy, which would else look at every number that it returns. */
function read(predict: () => tf.Tensor): Float32Array {
  const output = tf.tidy(predict);
  const raw = output.dataSync<'float32'>();
  output.dispose();
  return raw;
}

function predictInBatch(model: tf.Sequential, rows: BenchRows, components: number): Predict {
  return () => {
    const raw = read(() => {
      const inputs = tf.tensor2d(rows.inputs, [rows.count, INPUTS]);
      return model.predict(inputs, { batchSize: rows.count }) as tf.Tensor;
    });
    return readMixtures(raw, components, SCALE);
  };
}

/** One row predicted and read back, then the next. */
export function predictInTurn(model: tf.Sequential, rows: BenchRows, components: number): Predict {
  return () => {
    const raw = new Float32Array(rows.count * 3 * components);
    for (let row = 0; row < rows.count; row++) {
      const one = read(() => {
        const inputs = rows.inputs.subarray(row * INPUTS, (row + 1) * INPUTS);
        return model.predict(tf.tensor2d(inputs, [1, INPUTS])) as tf.Tensor;
      });
      raw.set(one, row * 3 * components);
    }
    return readMixtures(raw, components, SCALE);
  };
}

function scoreInBatch(rows: BenchRows, components: number): Score {
  return ({ weights, mus, sigmas }) =>
    crpsBatch('lognormal', rows.targets, weights, mus, sigmas, components);
}

/** One row integrated, then the next. */
export function scoreInTurn(rows: BenchRows): Score {
  return (mixtures) =>
    rows.targets.map((y, row) => {
      const cdf = mixtureCdf(mixtures, row);
      return originalLoop(y, cdf);
    });
}

export function furthestApart(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, row) => Math.max(most, Math.abs(value - b[row])), 0);
}

interface Case {
  readonly row: string[];
  readonly note: string;
  readonly ratio: number;
}

async function measureCase(backend: string, components: number, effort: Effort): Promise<Case> {
  const rows = benchRows(ROWS, 1);
  const model = layersModel(components);
  const ways = [
    { predict: predictInTurn, score: scoreInTurn, name: 'the loop' },
    { predict: predictInTurn, score: scoreInBatch, name: 'loop of predictions, closed form' },
    {
      predict: predictInBatch,
      score: scoreInTurn,
      name: 'batched prediction, loop of quadratures',
    },
    { predict: predictInBatch, score: scoreInBatch, name: 'the batch' },
  ].map(({ predict, score, name }) => {
    const mixtures = predict(model, rows, components);
    const scores = score(rows, components);
    return { name, scores: () => scores(mixtures()) };
  });
  const results = ways.map((way) => way.scores());
  const apart = furthestApart(results[0], results[3]);
  const mean = results[3].reduce((sum, value) => sum + value, 0) / ROWS;
  const timings = await interleave(
    ways.map(({ name, scores }) => ({ name, run: () => void scores() })),
    effort,
  );
  model.dispose();
  const perRow = timings.map(({ rounds }) => spreadOf(rounds.map((ms) => ms / ROWS)));
  const ratio = ratioOf(timings[0].rounds, timings[3].rounds);
  return {
    row: [
      backend,
      String(components),
      ...perRow.map((spread) => showSpread(spread)),
      showRatio(ratio),
    ],
    note: `${backend}, K = ${components}: mean CRPS ${mean.toFixed(3)} min; loop and batch differ by at most ${apart.toExponential(1)} min in any row.`,
    ratio: ratio.median,
  };
}

export async function loopAgainstBatch(place: Place): Promise<Finding> {
  const cases: Case[] = [];
  const targets: Target[] = [];
  const notes: string[] = [];
  // WebGPU reads back only asynchronously: a loop that waits for each row would time the waiting.
  for (const backend of place.backends.filter((name) => name !== 'webgpu')) {
    const engine = await startEngine(backend);
    if (typeof engine === 'string') {
      notes.push(`${backend} was not measured: ${engine}`);
      continue;
    }
    for (const components of [1, 3, 10]) {
      const one = await measureCase(backend, components, place.effort);
      cases.push(one);
      if (backend === 'wasm' && components === 3) {
        const what = `the batch against the loop, wasm, K = 3, ${place.name}`;
        targets.push(atLeast(what, WANTED_ON_WASM, one.ratio));
      }
    }
  }
  return {
    title: `Scoring: the loop against the batch, in ${place.name}`,
    header: [
      'backend',
      'K',
      'the loop, ms a row',
      'predictions in turn + closed form, ms a row',
      'batched prediction + quadratures in turn, ms a row',
      'the batch, ms a row',
      'loop / batch',
    ],
    rows: cases.map((one) => one.row),
    notes: [...cases.map((one) => one.note), ...notes],
    targets,
  };
}

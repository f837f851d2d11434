/**
 * Training one replicate with TensorFlow.js Layers' `model.fit` against our engine's stack of 32 on the
 * same backend, or, for our own kernels, on wasm: the same rows, network, loss, batch and Adam. Neither
 * scores a validation set here.
 */
import type { Engine, EngineName } from '#lib/engines/engine.ts';
import { middleOf, scaleOf } from '#lib/mdn/scale.ts';
import { benchRows } from '../benchRows.ts';
import { datasetOf } from '../datasetOf.ts';
import { atLeast, type Finding, type Target } from '../finding.ts';
import { interleave, type Effort } from '../interleave.ts';
import { layersFit } from '../layersFit.ts';
import { oneEpoch, PEER } from '../oneEpoch.ts';
import { startEngine, type Place } from '../place.ts';
import { ratioOf, showRatio, showSpread, spreadOf } from '../spread.ts';

/** WebGPU in software launches so slowly that a fifth of the rows takes as long. */
const ROWS: Readonly<Record<EngineName, number>> = {
  simd: 1600,
  wasm: 1600,
  cpu: 1600,
  webgl: 1600,
  webgpu: 320,
};
const STACK = 32;
const WANTED: Partial<Record<EngineName, number>> = { wasm: 1.8, webgl: 6 };

interface Case {
  readonly row: string[];
  readonly note: string;
  readonly ratio: number;
}

async function measureCase(engine: Engine, name: EngineName, effort: Effort): Promise<Case> {
  const count = ROWS[name];
  const rows = benchRows(count, 2);
  const data = datasetOf(rows);
  const fit = layersFit(rows, PEER);
  const fitLoss = await fit.run();
  const [first] = await oneEpoch(engine, data, 1);
  if (first.status === 'failed') throw new Error(first.message);
  // Ours is told in minutes; the peer's is of the standardised logarithm, whose slope is 1/(sd · minutes).
  const scale = scaleOf('lognormal', rows.targets);
  const [mean, sd] = [middleOf(scale), scale.sd];
  const ownLoss = first.curve.trainingLoss[0] - mean - Math.log(sd);
  const timings = await interleave(
    [
      { name: 'model.fit', run: async () => void (await fit.run()) },
      { name: 'one', run: async () => void (await oneEpoch(engine, data, 1)) },
      { name: 'stack', run: async () => void (await oneEpoch(engine, data, STACK)) },
    ],
    effort,
  );
  fit.dispose();
  const samples = [count, count, count * STACK];
  const perSample = timings.map(({ rounds }, way) => rounds.map((ms) => ms / samples[way]));
  const rates = perSample.map((times) => spreadOf(times.map((ms) => 1000 / ms)));
  const ratio = ratioOf(perSample[0], perSample[2]);
  return {
    row: [
      name,
      ...rates.map((rate) => showSpread(rate)),
      showRatio(ratioOf(perSample[0], perSample[1])),
      showRatio(ratio),
    ],
    note: `${name}, ${count} rows: mean loss of the first epoch (−ln density of the standardised logarithm) ${fitLoss.toFixed(3)} with model.fit, ${ownLoss.toFixed(3)} with our engine; they start from other random weights.`,
    ratio: ratio.median,
  };
}

export async function fitAgainstStack(place: Place): Promise<Finding> {
  const cases: Case[] = [];
  const targets: Target[] = [];
  const notes: string[] = [];
  const engines: readonly EngineName[] = ['simd', ...place.backends];
  for (const name of engines) {
    const engine = await startEngine(name);
    if (typeof engine === 'string') {
      notes.push(`${name} was not measured: ${engine}`);
      continue;
    }
    const one = await measureCase(engine, name, place.effort);
    cases.push(one);
    const wanted = WANTED[name];
    if (wanted) {
      const what = `a stack of ${STACK} against model.fit, ${name}, ${place.name}`;
      targets.push(atLeast(what, wanted, one.ratio));
    }
  }
  return {
    title: `Training: model.fit against a stack of ${STACK}, in ${place.name}`,
    header: [
      'engine',
      'model.fit, one replicate, rows/s',
      'our engine, one replicate, rows/s',
      `our engine, stack of ${STACK}, rows/s`,
      'one / model.fit',
      `stack / model.fit`,
    ],
    rows: cases.map((one) => one.row),
    notes: [...cases.map((one) => one.note), ...notes],
    targets,
  };
}

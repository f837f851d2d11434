/** A whole study on our own kernels and on TensorFlow.js: rounding differs, findings do not. */
import { expect, test } from 'vitest';
import { simulateSurgery } from '#lib/data/builtin/simulateSurgery.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import { pairedDifference } from '#lib/experiment/difference.ts';
import { meanInterval } from '#lib/experiment/statistics.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { EngineName } from './engine.ts';
import { startEngine } from './registry.ts';
import { suiteControl } from './suite-data.ts';

const parsed = parseStudy({
  data: { source: { kind: 'builtin', id: 'surgery', rows: 1500 } },
  base: { components: 3, epochs: 8 },
});
if (!parsed.ok) throw new Error(parsed.problems[0].message);
const { study } = parsed;
const prepared = prepareDataset(simulateSurgery(1500, 1), study.data, null);
if (prepared.status === 'refused') throw new Error(prepared.message);
const data = prepared.dataset;
const replicates = Array.from({ length: 12 }, (_, replicate) => replicate);

async function scoresOn(name: EngineName, loss: 'nll' | 'crps'): Promise<number[]> {
  const { engine } = await startEngine(name);
  expect(engine.name).toBe(name);
  const job = { experiment: { ...study.base, loss }, seed: study.seed, replicates, data };
  const outcomes = await engine.train(job, suiteControl());
  engine.dispose();
  return outcomes.map((outcome) =>
    outcome.status === 'done' ? outcome.test.crps.reduce((a, b) => a + b) / data.test.count : NaN,
  );
}

test.each(['nll', 'crps'] as const)(
  'final scores on simd and wasm differ by far less than replicates do, trained on %s',
  async (loss) => {
    const simd = await scoresOn('simd', loss);
    const wasm = await scoresOn('wasm', loss);
    const interval = meanInterval(simd);
    const halfWidth = interval ? (interval.upper - interval.lower) / 2 : NaN;
    const difference = pairedDifference(simd, wasm);
    expect(difference?.n).toBe(12);
    expect(Math.abs(difference?.mean ?? NaN)).toBeLessThan(0.02 * halfWidth);
    const furthest = Math.max(...simd.map((score, k) => Math.abs(score - wasm[k])));
    expect(furthest).toBeLessThan(0.2 * halfWidth);
  },
);

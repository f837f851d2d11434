/** Small data and experiments for the engine suite. Deterministic, and small enough for a GPU in software. */
import type { Dataset, Part } from '#lib/data/dataset.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { stream } from '#lib/random/stream.ts';
import type { Control, EpochReport } from './engine.ts';

const WIDTH = 3;

/** A two-humped log-normal that depends on its inputs. */
function part(count: number, name: string): Part {
  const random = stream(11, 0, name);
  const inputs = Float32Array.from({ length: count * WIDTH }, () => random.normal());
  const targets = Float64Array.from({ length: count }, (_, row) => {
    const hump = random.uniform() < 0.3 ? 0.9 : 0;
    return Math.exp(3 + 0.5 * inputs[row * WIDTH] + hump + 0.3 * random.normal());
  });
  return { count, rows: Int32Array.from({ length: count }, (_, row) => row), inputs, targets };
}

export const suiteData: Dataset = {
  width: WIDTH,
  features: ['a', 'b', 'c'],
  encoding: [],
  target: { column: 'y', unit: 'min', shift: 0 },
  train: part(40, 'train'),
  validation: part(12, 'validation'),
  test: part(17, 'test'),
  notices: [],
};

/** The same rows with other targets. */
export function moved(data: Dataset, move: (target: number) => number): Dataset {
  const part = (of: Part): Part => ({ ...of, targets: of.targets.map(move) });
  return {
    ...data,
    train: part(data.train),
    validation: part(data.validation),
    test: part(data.test),
  };
}

export const suiteExperiment: Experiment = {
  family: 'lognormal',
  components: 3,
  hidden: [6, 5],
  activation: 'relu',
  dropout: 0,
  streams: 'shared',
  loss: 'nll',
  epochs: 2,
  batchSize: 16,
  learningRate: 0.01,
  weightDecay: 0,
  clipNorm: 5,
  patience: null,
};

/** A control that never pauses, and the reports it was given. */
export function suiteControl(
  onEpoch: (report: EpochReport) => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Control & { readonly reports: EpochReport[]; readonly breaths: () => number } {
  const reports: EpochReport[] = [];
  let breaths = 0;
  return {
    signal,
    reports,
    breaths: () => breaths,
    async breathe() {
      breaths++;
      await Promise.resolve();
      signal.throwIfAborted();
    },
    onEpoch(report) {
      reports.push(report);
      onEpoch(report);
    },
  };
}

import type { Dataset, Part } from '#lib/data/dataset.ts';
import { benchRows, type BenchRows } from './benchRows.ts';
import { INPUTS } from './layersModel.ts';

function part(rows: BenchRows): Part {
  return {
    count: rows.count,
    rows: Int32Array.from({ length: rows.count }, (_, row) => row),
    inputs: rows.inputs,
    targets: rows.targets,
  };
}

/** Made-up rows as a dataset to train on, with nothing to validate or test. */
export function datasetOf(train: BenchRows): Dataset {
  const none = part(benchRows(0, 1));
  return {
    width: INPUTS,
    features: Array.from({ length: INPUTS }, (_, input) => `input ${input + 1}`),
    encoding: [],
    target: { column: 'minutes', unit: 'min', shift: 0 },
    train: part(train),
    validation: none,
    test: none,
    notices: [],
  };
}

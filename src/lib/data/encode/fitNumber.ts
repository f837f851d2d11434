/** Numbers: standardised by the training rows' mean and SD; missing is their median and a flag. */
import type { NumberColumn } from '../table.ts';
import type { ColumnFit, NoFit } from './columnFit.ts';

/** A value further out is held here, so that one typing error cannot throw a prediction off. */
const furthest = 20;

export function fitNumber(column: NumberColumn, train: Int32Array): ColumnFit | NoFit {
  const { name, values } = column;
  const present = Float64Array.from(train, (row) => values[row])
    .filter(Number.isFinite)
    .sort();
  const flagged = present.length < train.length;
  if (present.length === 0) return { name, leftOut: 'has no number in any training row' };

  const constant = present[0] === present[present.length - 1];
  if (constant && !flagged) return { name, leftOut: 'holds one value in every training row' };

  const { mean, sd, standardise } = standardiser(present);
  const middle = present.length / 2;
  const median =
    (standardise(present[Math.floor(middle)]) + standardise(present[Math.ceil(middle) - 1])) / 2;
  const flag = `${name} (missing)`;
  const features = [...(constant ? [] : [name]), ...(flagged ? [flag] : [])];
  return {
    name,
    candidates: 0,
    encoder: () => ({
      features,
      notice: null,
      rule: {
        kind: 'number',
        column: name,
        standardised: constant ? null : { mean, sd, furthest, missing: median },
        flagsMissing: flagged,
      },
      write(row, out, at) {
        const missing = !Number.isFinite(values[row]);
        if (!constant) out[at] = missing ? median : standardise(values[row]);
        if (flagged && missing) out[at + features.length - 1] = 1;
      },
    }),
  };
}

/** Scaled by the largest magnitude first: squares of very large or small numbers stay finite. */
function standardiser(present: Float64Array) {
  const scale = Math.max(Math.abs(present[0]), Math.abs(present[present.length - 1])) || 1;
  let mean = 0;
  for (const value of present) mean += value / scale / present.length;
  let square = 0;
  for (const value of present) square += (value / scale - mean) ** 2 / present.length;
  const deviation = Math.sqrt(square) || 1;
  return {
    mean: mean * scale,
    sd: deviation * scale,
    standardise: (value: number) =>
      Math.max(-furthest, Math.min(furthest, (value / scale - mean) / deviation)),
  };
}

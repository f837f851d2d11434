/**
 * Bishop's classic (Mixture Density Networks, 1994): x = t + 0.3 sin 2πt + noise, with t uniform on
 * [0, 1) and noise uniform on ±0.1, to be inverted. The target is e^t, positive. For x near ½ three
 * answers are likely. The sine is a pure port, so that the table is the same to the last bit everywhere.
 */
import exp from '@stdlib/math-base-special-exp';
import sinpi from '@stdlib/math-base-special-sinpi';
import { stream } from '#lib/random/stream.ts';
import type { Table } from '../table.ts';

export function simulateInverseSine(rows: number, seed: number): Table {
  const random = stream(seed, 0, 'inverse sine');
  const x = new Float64Array(rows);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const t = random.uniform();
    x[i] = t + 0.3 * sinpi(2 * t) + 0.2 * (random.uniform() - 0.5);
    y[i] = exp(t);
  }
  return {
    name: 'Inverse sine',
    rows,
    columns: [
      { kind: 'number', name: 'x', values: x },
      { kind: 'number', name: 'y', values: y },
    ],
  };
}

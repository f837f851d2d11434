import { inUnits } from '#lib/mdn/scale.ts';
import type { StackPlan } from '../../stack.ts';
import { even } from './atlas.ts';

/** Where the standardised target and then the outcome in units stand, after the inputs, a one and a zero. */
export function targetColumn({ layout }: StackPlan): number {
  return even(layout.width) + 2;
}

/** The training rows: inputs (and a zero if their number is odd), 1, 0, z, outcome in units. */
export function tableOf(plan: StackPlan): { values: Float32Array; shape: [number, number] } {
  const { train, layout, z, scale } = plan;
  const target = targetColumn(plan);
  const columns = target + 2;
  const y = inUnits(scale, train.targets);
  const values = new Float32Array(train.count * columns);
  for (let row = 0; row < train.count; row++) {
    const inputs = train.inputs.subarray(row * layout.width, (row + 1) * layout.width);
    values.set(inputs, row * columns);
    values[row * columns + target - 2] = 1;
    values[row * columns + target] = z[row];
    values[row * columns + target + 1] = y[row];
  }
  return { values, shape: [train.count, columns] };
}

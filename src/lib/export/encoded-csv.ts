import type { Dataset, Part } from '#lib/data/dataset.ts';
import { csvLine } from './csv.ts';
import { shortNumber } from './short-number.ts';

/** Encoded rows: the target less its shift, in its own unit, then one column an input. */
export function* encodedCsv({ width, features }: Dataset, part: Part): Generator<string> {
  yield csvLine(['target', ...features]);
  for (let i = 0; i < part.count; i++) {
    const inputs = part.inputs.subarray(i * width, (i + 1) * width);
    yield csvLine([part.targets[i], ...Array.from(inputs, (input) => shortNumber(input))]);
  }
}

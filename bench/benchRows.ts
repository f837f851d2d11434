import { stream } from '#lib/random/stream.ts';
import { INPUTS } from './layersModel.ts';

/** Made-up cases like surgery's: standard normal inputs, minutes log-normal about a line through them. */
export interface BenchRows {
  readonly count: number;
  /** Row-major, count × 10. */
  readonly inputs: Float32Array;
  /** Minutes. */
  readonly targets: Float64Array;
}

/** ln minutes of the rows have about this mean and standard deviation. */
export const LOG_MEAN = 4.5;
export const LOG_SD = 0.7;

export function benchRows(count: number, seed: number): BenchRows {
  const draw = stream(seed, 0, 'bench');
  const inputs = new Float32Array(count * INPUTS);
  const targets = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let level = 0;
    for (let input = 0; input < INPUTS; input++) {
      const value = draw.normal();
      inputs[row * INPUTS + input] = value;
      level += value;
    }
    const z = 0.8 * (level / Math.sqrt(INPUTS)) + 0.6 * draw.normal();
    targets[row] = Math.exp(LOG_MEAN + LOG_SD * z);
  }
  return { count, inputs, targets };
}

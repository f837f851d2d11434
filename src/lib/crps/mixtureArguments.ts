/** The one place that refuses impossible arguments. Every message names the argument, what it must be and what came. */

/** A mixture as the kernels take it: `weights` sum to one, all three have one entry a component. */
export interface Mixture {
  readonly weights: Float64Array;
  readonly mus: Float64Array;
  readonly sigmas: Float64Array;
}

function refuse(name: string, expected: string, got: unknown): never {
  throw new RangeError(`${name} must be ${expected}; got ${String(got)}.`);
}

export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) refuse(name, 'a finite number', value);
}

export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) refuse(name, 'a positive finite number', value);
}

export function requireWeight(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) refuse(name, 'a finite number, 0 or more', value);
}

export function requireTotal(name: string, total: number): void {
  if (!(total > 0 && total < Infinity)) refuse(name, 'positive and finite in sum', total);
}

export function requireComponents(name: string, components: number): void {
  if (!(Number.isInteger(components) && components >= 1)) {
    refuse(name, 'a whole number, 1 or more', components);
  }
}

export function requireLength(name: string, length: number, expected: number): void {
  if (length !== expected) refuse(name, `of length ${expected}`, `length ${length}`);
}

/**
 * Checks a mixture and divides its weights by their sum.
 * @throws RangeError naming the argument: no component, lengths that differ, a weight that is negative
 * or not finite, weights that sum to zero, a mu that is not finite, a sigma that is not positive and finite.
 */
export function checkedMixture(
  weights: ArrayLike<number>,
  mus: ArrayLike<number>,
  sigmas: ArrayLike<number>,
): Mixture {
  const components = weights.length;
  if (components === 0) refuse('weights', 'of length 1 or more', 'length 0');
  requireLength('mus', mus.length, components);
  requireLength('sigmas', sigmas.length, components);
  let total = 0;
  for (let i = 0; i < components; i++) {
    requireWeight(`weights[${i}]`, weights[i]);
    requireFinite(`mus[${i}]`, mus[i]);
    requirePositive(`sigmas[${i}]`, sigmas[i]);
    total += weights[i];
  }
  requireTotal('weights', total);
  const normalised = Float64Array.from(weights);
  for (let i = 0; i < components; i++) normalised[i] /= total;
  return { weights: normalised, mus: Float64Array.from(mus), sigmas: Float64Array.from(sigmas) };
}

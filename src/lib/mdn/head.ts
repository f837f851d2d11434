/**
 * From the network's 3K outputs of a row to a mixture: weights = softmax(logits), by way of their
 * logarithms, muStd clamped, sigmaStd floor + softplus, clamped above (bounds.ts).
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import type { Bounds } from './bounds.ts';
import { middleOf, type TargetScale } from './scale.ts';

export type Reals = Float32Array | Float64Array;

/** One row's mixture on the standardised scale, and what the chain rule needs of the head. */
export interface HeadRow {
  readonly logWeights: Float64Array;
  readonly weights: Float64Array;
  readonly mus: Float64Array;
  readonly sigmas: Float64Array;
  /** ∂muStd/∂raw, 0 or 1, and ∂sigmaStd/∂raw. */
  readonly muSlopes: Float64Array;
  readonly sigmaSlopes: Float64Array;
}

export function headRow(components: number): HeadRow {
  const reals = () => new Float64Array(components);
  return {
    logWeights: reals(),
    weights: reals(),
    mus: reals(),
    sigmas: reals(),
    muSlopes: reals(),
    sigmaSlopes: reals(),
  };
}

/** Reads the row that begins at raw[at]: K logits, K mus, K raw sigmas. NaN stays NaN. */
export function readHead(
  raw: Reals,
  at: number,
  components: number,
  bounds: Bounds,
  row: HeadRow,
): void {
  let largest = -Infinity;
  for (let k = 0; k < components; k++) {
    const logit = raw[at + k];
    if (!(logit <= largest)) largest = logit;
  }
  let total = 0;
  for (let k = 0; k < components; k++) total += exp(raw[at + k] - largest);
  const logTotal = largest + ln(total);
  for (let k = 0; k < components; k++) {
    row.logWeights[k] = raw[at + k] - logTotal;
    row.weights[k] = exp(raw[at + k] - largest) / total;

    const mu = raw[at + components + k];
    const within = !(mu > bounds.mu || mu < -bounds.mu);
    row.mus[k] = within ? mu : mu > 0 ? bounds.mu : -bounds.mu;
    row.muSlopes[k] = within ? 1 : 0;

    const width = raw[at + 2 * components + k];
    const decayed = exp(width > 0 ? -width : width);
    const sigma = bounds.floor + (width > 0 ? width : 0) + ln(1 + decayed);
    const below = !(sigma > bounds.sigma);
    row.sigmas[k] = below ? sigma : bounds.sigma;
    row.sigmaSlopes[k] = below ? (width > 0 ? 1 : decayed) / (1 + decayed) : 0;
  }
}

/**
 * Mixtures of the target less `origin`, or (log-normal) of its logarithm; row-major rows × K. The network
 * speaks in 32 bits of order one: what is far from that, as a target's own offset and unit may be, needs doubles.
 */
export interface Mixtures {
  /** In the target's unit; 0 for a log-normal. */
  readonly origin: number;
  readonly weights: Float32Array;
  readonly mus: Float64Array;
  readonly sigmas: Float64Array;
}

/**
 * Reads the mixtures of all rows of `raw` [rows × 3K].
 * @returns the mixtures, and the share of mus and sigmas at a bound (within 1 % of the floor, for a sigma)
 */
export function mixturesOf(
  raw: Reals,
  components: number,
  scale: TargetScale,
  bounds: Bounds,
): Mixtures & { readonly boundShare: number } {
  const rows = raw.length / (3 * components);
  const weights = new Float32Array(rows * components);
  const mus = new Float64Array(rows * components);
  const sigmas = new Float64Array(rows * components);
  const normal = scale.family === 'normal';
  const middle = normal ? scale.mean : middleOf(scale);
  const row = headRow(components);
  let bound = 0;
  for (let i = 0; i < rows; i++) {
    readHead(raw, i * 3 * components, components, bounds, row);
    for (let k = 0; k < components; k++) {
      const at = i * components + k;
      weights[at] = row.weights[k];
      mus[at] = middle + scale.sd * row.mus[k];
      sigmas[at] = scale.sd * row.sigmas[k];
      if (row.muSlopes[k] === 0) bound++;
      if (row.sigmaSlopes[k] === 0 || row.sigmas[k] < 1.01 * bounds.floor) bound++;
    }
  }
  const boundShare = rows === 0 ? 0 : bound / (2 * rows * components);
  return { origin: normal ? scale.origin : 0, weights, mus, sigmas, boundShare };
}

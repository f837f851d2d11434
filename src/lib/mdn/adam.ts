/**
 * Adam (Kingma & Ba 2015) with decoupled weight decay (AdamW; Loshchilov & Hutter 2019) and clipping by
 * the global norm of one replicate's gradient. The same on every engine:
 *
 *   g ← g·min(1, clipNorm/‖g‖)
 *   m ← β₁m + (1 − β₁)g,   v ← β₂v + (1 − β₂)g²
 *   p ← p − rate·( m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε) + decay·p ),   decay on weights, not on biases
 *
 * An |m| below 1e-30 or a v below 1e-36 becomes zero: far below ε, and denormal numbers are slow.
 */
export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const EPSILON = 1e-7;
export const SMALLEST_M = 1e-30;
export const SMALLEST_V = 1e-36;

export interface AdamSettings {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number | null;
}

/** 1 − βᵗ for the t-th step, counted from 1. */
export function corrections(step: number): { readonly first: number; readonly second: number } {
  let power1 = 1;
  let power2 = 1;
  let base1 = BETA_1;
  let base2 = BETA_2;
  // Powers by squaring: Math.pow differs between browsers.
  for (let n = step; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) {
      power1 *= base1;
      power2 *= base2;
    }
    base1 *= base1;
    base2 *= base2;
  }
  return { first: 1 - power1, second: 1 - power2 };
}

/** The factor that brings a gradient of this squared norm to at most clipNorm. */
export function clipFactor(squaredNorm: number, clipNorm: number | null): number {
  if (clipNorm === null || squaredNorm <= clipNorm * clipNorm) return 1;
  return clipNorm / Math.sqrt(squaredNorm);
}

/** One replicate's parameters and moments; all of the same length. */
export interface AdamState {
  readonly parameters: Float32Array;
  readonly m: Float32Array;
  readonly v: Float32Array;
}

export function adamState(parameters: Float32Array): AdamState {
  return {
    parameters,
    m: new Float32Array(parameters.length),
    v: new Float32Array(parameters.length),
  };
}

/**
 * One step in place: stored in 32 bits, computed in 64.
 * @param decays 1 where weight decay acts, 0 elsewhere (layout.ts `weightMask`)
 * @param step counted from 1
 */
export function adamStep(
  state: AdamState,
  gradient: Float32Array,
  decays: Float32Array,
  settings: AdamSettings,
  step: number,
): void {
  const { parameters, m, v } = state;
  const count = parameters.length;
  let squaredNorm = 0;
  if (settings.clipNorm !== null) {
    for (let i = 0; i < count; i++) squaredNorm += gradient[i] * gradient[i];
  }
  const factor = clipFactor(squaredNorm, settings.clipNorm);
  const { first, second } = corrections(step);
  const rate = settings.learningRate;
  const scaledRate = rate / first;
  const root = Math.sqrt(second);
  const decay = rate * settings.weightDecay;
  for (let i = 0; i < count; i++) {
    const g = gradient[i] * factor;
    let mean = BETA_1 * m[i] + (1 - BETA_1) * g;
    let square = BETA_2 * v[i] + (1 - BETA_2) * g * g;
    if (mean < SMALLEST_M && mean > -SMALLEST_M) mean = 0;
    if (square < SMALLEST_V) square = 0;
    m[i] = mean;
    v[i] = square;
    const p = parameters[i];
    parameters[i] =
      p - (scaledRate * mean) / (Math.sqrt(square) / root + EPSILON) - decay * decays[i] * p;
  }
}

/**
 * How far each backend may be from the reference in doubles, in the engine suite: losses, and mixtures
 * in units of the target's spread, after a few steps of Adam. All compute in 32 bits (1e-7 an
 * operation); Adam's first steps depend on the sign of each gradient, which rounding may turn where it
 * is nearly zero. The GPUs' exp, log and tanh are good to some 1e-6 rather than 1e-7.
 */
import type { TfjsBackend } from '../engine.ts';

export const TOLERANCE: Readonly<Record<TfjsBackend, number>> = {
  cpu: 1e-4,
  wasm: 1e-4,
  webgl: 3e-4,
  webgpu: 3e-4,
};

/** A replicate alone against the same in a stack: to the bit, but for the order in which a GPU adds. */
export const STACK_TOLERANCE: Readonly<Record<TfjsBackend, number>> = {
  cpu: 0,
  wasm: 0,
  webgl: 1e-4,
  webgpu: 1e-4,
};

/**
 * The tensor CRPS, relative, on mixtures like those of operations (sigma from .05): in 32 bits the score
 * is a difference of terms up to ten times its size. Measured: 2e-6 at most for scores, 3e-6 for
 * gradients. The erf of cpu, webgl and webgpu is Abramowitz & Stegun 7.1.26, off by up to 5e-7, which
 * narrower components feel: 7e-5 at sigma .01, 1.5e-3 at .001. Test scores do not come from here: the
 * batch in doubles (#lib/crps) is exact, and faster than these operations on wasm (K = 3: three times).
 */
export const CRPS_TOLERANCE: Readonly<Record<TfjsBackend, number>> = {
  cpu: 5e-6,
  wasm: 5e-6,
  webgl: 1e-5,
  webgpu: 1e-5,
};

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
  webgl: 1e-3,
  webgpu: 1e-3,
};

/**
 * The tensor CRPS, relative, on mixtures like those of operations (sigma from .05). In 32 bits the score
 * is a difference of terms up to ten times its size. The erf of cpu, webgl and webgpu is Abramowitz &
 * Stegun 7.1.26, off by up to 5e-7; that of wasm is correct to the last digits.
 */
export const CRPS_TOLERANCE: Readonly<Record<TfjsBackend, number>> = {
  cpu: 1e-5,
  wasm: 1e-5,
  webgl: 1e-5,
  webgpu: 1e-5,
};

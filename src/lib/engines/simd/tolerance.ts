/**
 * How far the engine may be from the reference in doubles, in the engine suite: losses, and mixtures in
 * units of the target's spread, after a few steps of Adam. The kernels compute in 32 bits (1e-7 an
 * operation); Adam's first steps depend on the sign of each gradient, which rounding may turn where it
 * is nearly zero.
 */
export const TOLERANCE = 1e-4;

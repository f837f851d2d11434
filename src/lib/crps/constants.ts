export const SQRT2 = 1.4142135623730951;
export const SQRT1_2 = 0.7071067811865476;
/** 1/√π */
export const INV_SQRT_PI = 0.5641895835477563;
/** 2/√π */
export const TWO_INV_SQRT_PI = 1.1283791670955126;
/** √(2/π), twice the standard normal density at zero. */
export const SQRT_2_OVER_PI = 0.7978845608028654;

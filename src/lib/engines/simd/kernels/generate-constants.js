// Writes the table of constants, each four times over: V8 builds a splat anew wherever it is used,
// while a load from a fixed address is one instruction.

/** @type {Readonly<Record<string, number>>} */
const constants = {
  ZERO: 0,
  HALF: 0.5,
  ONE: 1,
  TWO: 2,
  // exp: Cephes expf, 2 ulp on its reduced range. MAGIC rounds to a whole number by addition.
  LOG2_E: 1.44269504088896341,
  MAGIC: 12582912,
  LN_2_HIGH: 0.693359375,
  LN_2_LOW: -2.1219444e-4,
  EXP_FLOOR: -30,
  EXP_5: 1.98756915e-4,
  EXP_4: 1.3981999507e-3,
  EXP_3: 8.3334519073e-3,
  EXP_2: 4.1665795894e-2,
  EXP_1: 1.6666665459e-1,
  EXP_0: 5.0000001201e-1,
  // ln: Cephes logf on √½ … √2.
  LOG_8: 7.0376836292e-2,
  LOG_7: -1.151461031e-1,
  LOG_6: 1.167699874e-1,
  LOG_5: -1.2420140846e-1,
  LOG_4: 1.4249322787e-1,
  LOG_3: -1.6668057665e-1,
  LOG_2: 2.0000714765e-1,
  LOG_1: -2.4999993993e-1,
  LOG_0: 3.3333331174e-1,
  // ln(1 + e) = 2u·g(u²), u = e/(2 + e), 0 ≤ e ≤ 1: minimax for g of relative error 4e-9.
  LOG1P_4: 0.14089254,
  LOG1P_3: 0.13980284,
  LOG1P_2: 0.20012456,
  LOG1P_1: 0.33333157,
  LOG1P_0: 1,
  // erfcx(x) = P(x)/Q(x) on 0 … 12: minimax of relative error 5e-9 where it matters; every term is
  // positive, so that nothing cancels in 32 bits.
  ERFCX_P4: 0.032363541524274445,
  ERFCX_P3: 0.22734588384628296,
  ERFCX_P2: 0.7278988361358643,
  ERFCX_P1: 1.235139012336731,
  ERFCX_Q5: 0.057362206280231476,
  ERFCX_Q4: 0.40298646688461304,
  ERFCX_Q3: 1.31841242313385,
  ERFCX_Q2: 2.394836902618408,
  ERFCX_Q1: 2.363518476486206,
  ERFCX_LARGEST: 30,
  // erf(x) = x·P(x²)/Q(x²) on 0 … 3.85, where it is 1 in 32 bits: minimax of relative error 1.5e-8.
  ERF_LARGEST: 3.85,
  ERF_P5: 2.108256694555166e-6,
  ERF_P4: 0.00028567644767463207,
  ERF_P3: 0.0036740268114954233,
  ERF_P2: 0.052480004727840424,
  ERF_P1: 0.18790002167224884,
  ERF_P0: 1.1283791065216064,
  ERF_Q5: 3.8731763197574764e-5,
  ERF_Q4: 0.0011455233242738,
  ERF_Q3: 0.01478508673608303,
  ERF_Q2: 0.11312990635633469,
  ERF_Q1: 0.4998549222946167,
  // tanh: a rational minimax in x², clamped where it is 1 in 32 bits (as in Eigen).
  TANH_LARGEST: 7.90531110763549805,
  TANH_P13: -2.76076847742355e-16,
  TANH_P11: 2.00018790482477e-13,
  TANH_P9: -8.60467152213735e-11,
  TANH_P7: 5.12229709037114e-8,
  TANH_P5: 1.48572235717979e-5,
  TANH_P3: 6.37261928875436e-4,
  TANH_P1: 4.89352455891786e-3,
  TANH_Q6: 1.19825839466702e-6,
  TANH_Q4: 1.18534705686654e-4,
  TANH_Q2: 2.268434632439e-3,
  TANH_Q0: 4.89352518554385e-3,
  SQRT_HALF: 0.7071067811865476,
  HALF_LN_TWO_PI: 0.9189385332046728,
  /** 2/√(2π) */
  TWICE_DENSITY: 0.7978845608028654,
  /** 2/√π */
  TWO_INV_SQRT_PI: 1.1283791670955126,
};

/** @returns {string} an AssemblyScript module that exports each constant's address */
export function generateConstants() {
  return Object.entries(constants)
    .map(([name, value]) => {
      const lane = Number.isInteger(value) ? `${value}.0` : String(value);
      return `export const ${name}: usize = memory.data<f32>([${Array(4).fill(lane).join(', ')}], 16);`;
    })
    .join('\n');
}

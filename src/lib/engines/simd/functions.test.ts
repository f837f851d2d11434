import erf from '@stdlib/math-base-special-erf';
import erfcx from '@stdlib/math-base-special-erfcx';
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { expect, test } from 'vitest';
import { Arena } from './Arena.ts';
import { startKernels, type Tabulate } from './kernels.ts';

const kernels = await startKernels();
const arena = new Arena(kernels);
const COUNT = 40_000;

function tabulate(kernel: Tabulate, x: Float32Array): Float32Array {
  arena.clear();
  const at = arena.place(x);
  kernel(at, 4 * x.length);
  return arena.floats(at, x.length).slice();
}

function evenly(from: number, to: number): Float32Array {
  return Float32Array.from({ length: COUNT }, (_, i) => from + ((to - from) * i) / (COUNT - 1));
}

/** The largest of |got − expected| / max(|expected|, floor). */
function error(
  kernel: Tabulate,
  x: Float32Array,
  expected: (x: number) => number,
  floor = 0,
): number {
  const got = tabulate(kernel, x);
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const exact = expected(x[i]);
    const difference = Math.abs(got[i] - exact) / Math.max(Math.abs(exact), floor);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

const tanh = (x: number) => (1 - exp(-2 * Math.abs(x))) / (1 + exp(-2 * Math.abs(x)));

test('exp is within 2e-7 of itself from −30 to 88, and 0 below', () => {
  expect(error(kernels.tabulateExp, evenly(-29.9, 88), exp)).toBeLessThan(2e-7);
  expect(tabulate(kernels.tabulateExp, evenly(-1e9, -30.001)).every((p) => p === 0)).toBe(true);
  expect(tabulate(kernels.tabulateExp, new Float32Array(4))).toEqual(new Float32Array(4).fill(1));
});

test('ln is within 2e-7, relative beyond 1 and absolute near it', () => {
  expect(error(kernels.tabulateLn, evenly(1e-30, 1e-3), ln, 1)).toBeLessThan(2e-7);
  expect(error(kernels.tabulateLn, evenly(0.01, 5), ln, 1)).toBeLessThan(2e-7);
  expect(error(kernels.tabulateLn, evenly(1, 1e30), ln, 1)).toBeLessThan(2e-7);
});

test('ln in two parts keeps what one number of 32 bits would lose', () => {
  const x = evenly(10, 1e4);
  const high = tabulate(kernels.tabulateLnHigh, x);
  const low = tabulate(kernels.tabulateLnLow, x);
  const worst = x.reduce((w, v, i) => Math.max(w, Math.abs(high[i] + low[i] - ln(v))), 0);
  expect(worst).toBeLessThan(1e-7);
});

test('ln(1 + e) is within 3e-7 of itself, however small e', () => {
  const log1p = (e: number) => (e < 1e-4 ? e - (e * e) / 2 : ln(1 + e));
  expect(error(kernels.tabulateLog1p, evenly(1e-9, 1e-4), log1p)).toBeLessThan(3e-7);
  expect(error(kernels.tabulateLog1p, evenly(1e-4, 1), log1p)).toBeLessThan(3e-7);
});

test('erfc by way of erfcx is within 2e-7', () => {
  const x = evenly(0, 5);
  const got = tabulate(kernels.tabulateErfcx, x);
  const worst = x.reduce((w, v, i) => Math.max(w, Math.abs(got[i] - erfcx(v)) * exp(-v * v)), 0);
  expect(worst).toBeLessThan(2e-7);
  expect(error(kernels.tabulateErfcx, evenly(0, 5), erfcx)).toBeLessThan(6e-7);
});

test('erf is within 5e-7 of itself, however small or large its argument', () => {
  expect(error(kernels.tabulateErf, evenly(1e-9, 1), erf)).toBeLessThan(5e-7);
  expect(error(kernels.tabulateErf, evenly(-40, -1), erf)).toBeLessThan(5e-7);
});

test('tanh is within 5e-7 of itself', () => {
  expect(error(kernels.tabulateTanh, evenly(0.01, 20), tanh)).toBeLessThan(5e-7);
  expect(error(kernels.tabulateTanh, evenly(-20, -0.01), (x) => -tanh(x))).toBeLessThan(5e-7);
  expect(tabulate(kernels.tabulateTanh, new Float32Array(4))).toEqual(new Float32Array(4));
});

test('NaN goes in and NaN comes out', () => {
  const nan = new Float32Array(4).fill(NaN);
  for (const kernel of [kernels.tabulateExp, kernels.tabulateTanh, kernels.tabulateErfcx]) {
    expect(tabulate(kernel, nan).every(Number.isNaN)).toBe(true);
  }
});

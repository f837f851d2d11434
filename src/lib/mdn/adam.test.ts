import { expect, test } from 'vitest';
import { adamState, adamStep, clipFactor, corrections } from './adam.ts';

const plain = { learningRate: 0.1, weightDecay: 0, clipNorm: null };

test('the first step is the learning rate against the gradient’s sign, whatever its size', () => {
  const state = adamState(Float32Array.of(1, 1, 1));
  adamStep(state, Float32Array.of(5, -0.001, 0), new Float32Array(3), plain, 1);
  expect(state.parameters[0]).toBeCloseTo(0.9, 6);
  expect(state.parameters[1]).toBeCloseTo(1.1, 4);
  expect(state.parameters[2]).toBe(1);
});

test('three steps are those of the paper', () => {
  const gradients = [0.5, -0.2, 0.3];
  const state = adamState(Float32Array.of(2));
  let [p, m, v] = [2, 0, 0];
  gradients.forEach((g, i) => {
    adamStep(state, Float32Array.of(g), Float32Array.of(1), plain, i + 1);
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const step = m / (1 - 0.9 ** (i + 1)) / (Math.sqrt(v / (1 - 0.999 ** (i + 1))) + 1e-7);
    p -= 0.1 * step;
  });
  expect(state.parameters[0]).toBeCloseTo(p, 6);
});

test('decay shrinks weights, not biases, and leaves the moments alone', () => {
  const state = adamState(Float32Array.of(4, 4));
  adamStep(state, Float32Array.of(0, 0), Float32Array.of(1, 0), { ...plain, weightDecay: 0.5 }, 1);
  expect(state.parameters[0]).toBeCloseTo(4 - 0.1 * 0.5 * 4, 6);
  expect(state.parameters[1]).toBe(4);
  expect([...state.m, ...state.v]).toEqual([0, 0, 0, 0]);
});

test('clipping brings the norm of the whole gradient to its limit, and no shorter one up', () => {
  expect(clipFactor(100, 5)).toBe(0.5);
  expect(clipFactor(24.9, 5)).toBe(1);
  expect(clipFactor(1e12, null)).toBe(1);
  const state = adamState(Float32Array.of(0, 0));
  adamStep(state, Float32Array.of(6, 8), new Float32Array(2), { ...plain, clipNorm: 1 }, 1);
  expect(state.m[0]).toBeCloseTo(0.06, 6);
  expect(state.m[1]).toBeCloseTo(0.08, 6);
});

test('moments too small to matter become zero', () => {
  const state = adamState(Float32Array.of(1));
  state.m[0] = 1.05e-30;
  state.v[0] = 1.0005e-36;
  adamStep(state, Float32Array.of(0), new Float32Array(1), plain, 9);
  expect(state.m[0]).toBe(0);
  expect(state.v[0]).toBe(0);
});

test('bias corrections are 1 − βᵗ', () => {
  for (const t of [1, 2, 7, 100, 12345]) {
    expect(corrections(t).first).toBeCloseTo(1 - 0.9 ** t, 12);
    expect(corrections(t).second).toBeCloseTo(1 - 0.999 ** t, 12);
  }
});

import { expect, test } from 'vitest';
import { stream } from '#lib/random/stream.ts';
import { Arena } from './Arena.ts';
import { startKernels } from './kernels.ts';

const kernels = await startKernels();
const arena = new Arena(kernels);

/** rows, inputs, outputs: multiples of 8, 4 and 4. */
const shapes = [
  [8, 4, 4],
  [16, 12, 8],
  [64, 64, 64],
  [24, 64, 12],
  [40, 20, 36],
  [128, 512, 4],
] as const;

function random(count: number, name: string): Float32Array {
  const draws = stream(1, 0, name);
  return Float32Array.from({ length: count }, () => draws.normal());
}

/** Where row `row` of unit `unit` lies in panels; and where in turned panels. */
const inPanel = (units: number, row: number, unit: number) =>
  ((row >> 3) * units + unit) * 8 + (row & 7);
const inTurned = (units: number, row: number, unit: number) =>
  (row >> 3) * units * 8 + (unit >> 2) * 32 + (row & 7) * 4 + (unit & 3);
const inBlock = (inputs: number, i: number, o: number) => ((o >> 2) * inputs + i) * 4 + (o & 3);

test.each(shapes)(
  'the three products of %i rows, %i inputs and %i outputs',
  (rows, inputs, outputs) => {
    arena.clear();
    const x = random(rows * inputs, 'x');
    const w = random(inputs * outputs, 'w');
    const b = random(outputs, 'b');
    const d = random(rows * outputs, 'd');
    const turned = new Float32Array(d.length);
    for (let row = 0; row < rows; row++) {
      for (let o = 0; o < outputs; o++)
        turned[inTurned(outputs, row, o)] = d[inPanel(outputs, row, o)];
    }
    const [xAt, wAt, bAt, dAt, tAt] = [x, w, b, d, turned].map((values) => arena.place(values));
    const z = arena.allocate(4 * rows * outputs);
    const dx = arena.allocate(4 * rows * inputs);
    const g = arena.allocate(4 * inputs * outputs);
    // A sum of n terms of order one, each rounded to 24 bits.
    const close = (n: number) => 2e-6 * Math.sqrt(n);

    const panels = rows / 8;
    for (const relu of [0, 1]) {
      kernels.forward(xAt, wAt, bAt, z, panels, inputs, inputs, outputs, relu);
      const got = arena.floats(z, rows * outputs);
      for (let row = 0; row < rows; row++) {
        for (let o = 0; o < outputs; o++) {
          let sum = b[o];
          for (let i = 0; i < inputs; i++) {
            sum += x[inPanel(inputs, row, i)] * w[inBlock(inputs, i, o)];
          }
          const expected = relu ? Math.max(sum, 0) : sum;
          expect(Math.abs(got[inPanel(outputs, row, o)] - expected)).toBeLessThan(close(inputs));
        }
      }
    }

    kernels.backward(dAt, wAt, dx, panels, inputs, outputs);
    const gotInputs = arena.floats(dx, rows * inputs);
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < inputs; i++) {
        let sum = 0;
        for (let o = 0; o < outputs; o++) {
          sum += d[inPanel(outputs, row, o)] * w[inBlock(inputs, i, o)];
        }
        expect(Math.abs(gotInputs[inPanel(inputs, row, i)] - sum)).toBeLessThan(close(outputs));
      }
    }

    for (const times of [1, 2]) {
      kernels.weightGradient(xAt, tAt, g, panels, inputs, outputs, times === 2 ? 1 : 0);
      const gotWeights = arena.floats(g, inputs * outputs);
      for (let i = 0; i < inputs; i++) {
        for (let o = 0; o < outputs; o++) {
          let sum = 0;
          for (let row = 0; row < rows; row++) {
            sum += x[inPanel(inputs, row, i)] * d[inPanel(outputs, row, o)];
          }
          const difference = gotWeights[inBlock(inputs, i, o)] - times * sum;
          expect(Math.abs(difference)).toBeLessThan(2 * close(rows));
        }
      }
    }
  },
);

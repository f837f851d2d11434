import { expect, test } from 'vitest';
import { dropoutMasks } from '#lib/mdn/dropout.ts';
import { shuffle } from '#lib/random/shuffle.ts';
import { stream, streamState } from '#lib/random/stream.ts';
import { Arena } from './Arena.ts';
import { startKernels } from './kernels.ts';

const kernels = await startKernels();
const arena = new Arena(kernels);

test('the kernels shuffle as #lib/random does, again and again', () => {
  arena.clear();
  const count = 1001;
  const expected = Int32Array.from({ length: count }, (_, i) => i);
  const order = arena.placeIntegers(expected);
  const state = arena.placeIntegers(streamState(2 ** 40 + 7, 3, 'shuffle'));
  const random = stream(2 ** 40 + 7, 3, 'shuffle');
  for (let epoch = 0; epoch < 3; epoch++) {
    kernels.shuffle(state, order, count);
    expect(arena.integers(order, count)).toEqual(shuffle(expected, random));
  }
});

test.each([
  [16, 8, 0.5],
  [9, 5, 0.2],
  [7, 3, 0],
  [64, 64, 0.999],
])('the kernels drop %i rows × %i units as #lib/mdn does', (rows, units, dropout) => {
  arena.clear();
  const padded = Math.ceil(units / 4) * 4;
  const mask = arena.allocate(4 * Math.ceil(rows / 8) * 8 * padded);
  const state = arena.placeIntegers(streamState(5, 1, 'dropout'));
  const fill = dropoutMasks(dropout, 5, 1);
  const expected = new Float32Array(rows * units);
  const kept = 1 / (1 - dropout);
  for (let step = 0; step < 2; step++) {
    fill(expected);
    kernels.dropoutMask(state, mask, rows, units, padded, Math.round(65536 * dropout), kept);
    const got = arena.floats(mask, Math.ceil(rows / 8) * 8 * padded);
    for (let row = 0; row < rows; row++) {
      for (let unit = 0; unit < units; unit++) {
        const at = ((row >> 3) * padded + unit) * 8 + (row & 7);
        expect(got[at]).toBe(expected[row * units + unit]);
      }
    }
  }
});

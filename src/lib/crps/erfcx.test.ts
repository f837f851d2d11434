import stdlibErfcx from '@stdlib/math-base-special-erfcx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erfcx } from './erfcx.ts';

const close = (x: number) => Math.abs(erfcx(x) - stdlibErfcx(x)) <= 2e-15 * stdlibErfcx(x);

test('erfcx is within 2e-15 of the @stdlib function from 0 to the largest double', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 30, noNaN: true }), close), { numRuns: 20_000 });
  fc.assert(fc.property(fc.double({ min: 0, max: 1e300, noNaN: true }), close), { numRuns: 2_000 });
});

test('erfcx is continuous from piece to piece of its table', () => {
  for (let piece = 1; piece <= 128; piece++) {
    const x = 4 / (piece / 128) - 4;
    const before = erfcx(x * (1 + 1e-15));
    const after = erfcx(x * (1 - 1e-15));
    expect(Math.abs(before / after - 1)).toBeLessThan(4e-15);
  }
});

test('erfcx has its ends: one at zero, zero at Infinity', () => {
  expect(Math.abs(erfcx(0) - 1)).toBeLessThan(2e-15);
  expect(erfcx(Infinity)).toBe(0);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stackLabels } from './label-stack.ts';

test('labels with room stand where they want', () => {
  expect(stackLabels([80, 20, 50], 14, 0, 100)).toEqual([80, 20, 50]);
});

test('labels that would overlap share their middle', () => {
  expect(stackLabels([50, 50], 14, 0, 100)).toEqual([43, 57]);
  expect(stackLabels([0, 0, 0], 14, 0, 100)).toEqual([0, 14, 28]);
});

test('labels keep their order and their distance, within bounds', () => {
  const heights = fc.array(fc.double({ min: -50, max: 350, noNaN: true }), {
    minLength: 1,
    maxLength: 16,
  });
  fc.assert(
    fc.property(heights, (wanted) => {
      const places = stackLabels(wanted, 14, 0, 300);
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
      for (let i = 0; i < order.length; i++) {
        expect(places[order[i]]).toBeGreaterThanOrEqual(-1e-9);
        expect(places[order[i]]).toBeLessThanOrEqual(300 + 1e-9);
        if (i > 0)
          expect(places[order[i]] - places[order[i - 1]]).toBeGreaterThanOrEqual(14 - 1e-6);
      }
    }),
  );
});

test('too many labels are set closer', () => {
  expect(stackLabels([5, 5, 5], 14, 0, 10)).toEqual([0, 5, 10]);
});

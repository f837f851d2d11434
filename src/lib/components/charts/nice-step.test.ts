import fc from 'fast-check';
import { expect, test } from 'vitest';
import { niceStep, niceTicks } from './nice-step.ts';

test('a step is the next 1, 2 or 5 of its decade', () => {
  expect([0.07, 0.1, 0.3, 1.2, 2, 4, 5.1, 70].map(niceStep)).toEqual([
    0.1, 0.1, 0.5, 2, 2, 5, 10, 100,
  ]);
});

test('a step is never below what was asked nor above five times it', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (least) => {
      const step = niceStep(least);
      expect(step).toBeGreaterThanOrEqual(least * (1 - 1e-9));
      expect(step).toBeLessThanOrEqual(least * 5);
    }),
  );
});

test('ticks are as round at scales where ten to the power has no exact double', () => {
  expect(niceTicks(3.9e-8, 4.5e-8, 5)).toEqual([4e-8, 4.2e-8, 4.4e-8]);
  expect(niceTicks(1e-300, 5e-300, 5)).toEqual([1e-300, 2e-300, 3e-300, 4e-300, 5e-300]);
  expect(niceTicks(-1e300, 1e300, 5)).toEqual([-1e300, -5e299, 0, 5e299, 1e300]);
});

test('ticks are round numbers inside the range', () => {
  expect(niceTicks(11.87, 13.02, 5)).toEqual([12, 12.5, 13]);
  expect(niceTicks(0.1, 0.7, 7)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  expect(niceTicks(-4, 4, 5)).toEqual([-4, -2, 0, 2, 4]);
});

test('with room for two ticks there is at least one', () => {
  expect(niceTicks(35, 470, 2)).toEqual([200, 400]);
  expect(niceTicks(12.1, 12.9, 2)).toEqual([12.5]);
});

test('there are never more ticks than asked for', () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      finite,
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      (min, span, most) => {
        const ticks = niceTicks(min, min + span, most);
        expect(ticks.length).toBeLessThanOrEqual(most);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(min - span * 1e-6);
          expect(tick).toBeLessThanOrEqual(min + span * (1 + 1e-6));
        }
      },
    ),
  );
});

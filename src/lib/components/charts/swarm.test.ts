import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Swarm } from './swarm.ts';

const place = (swarm: Swarm, xs: readonly number[]) => xs.map((x) => swarm.place(x));
const positions = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 120 });

test('a lone dot sits on the middle line, the next at the same place touches it', () => {
  const swarm = new Swarm(10, 50);
  expect(place(swarm, [100, 100, 100])).toEqual([0, -10, 10]);
});

test('with room enough no two dots overlap', () => {
  fc.assert(
    fc.property(positions, (xs) => {
      const ys = place(new Swarm(8, 10_000), xs);
      for (let i = 0; i < xs.length; i++) {
        for (let j = 0; j < i; j++) {
          expect(Math.hypot(xs[i] - xs[j], ys[i] - ys[j])).toBeGreaterThan(8 * (1 - 1e-6));
        }
      }
    }),
  );
});

test('every dot stays within the band, however many there are', () => {
  fc.assert(
    fc.property(positions, (xs) => {
      for (const y of place(new Swarm(8, 12), xs)) expect(Math.abs(y)).toBeLessThanOrEqual(12);
    }),
  );
});

test('the dots of a prefix lie where they lie alone: later ones move nothing', () => {
  fc.assert(
    fc.property(positions, fc.nat(120), (xs, count) => {
      const prefix = xs.slice(0, count);
      expect(place(new Swarm(8, 20), xs).slice(0, count)).toEqual(place(new Swarm(8, 20), prefix));
    }),
  );
});

test('in a full band the dots spread over all of it', () => {
  const ys = place(new Swarm(8, 12), new Array<number>(100).fill(50));
  expect(Math.min(...ys)).toBeLessThan(-10);
  expect(Math.max(...ys)).toBeGreaterThan(10);
  expect(new Set(ys).size).toBeGreaterThan(90);
});

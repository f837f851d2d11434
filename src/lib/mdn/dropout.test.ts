import { expect, test } from 'vitest';
import { dropoutMasks } from './dropout.ts';

test('a share p is dropped and the rest scaled, so that the mean is one', () => {
  const count = 100_000;
  const mask = new Float32Array(count);
  dropoutMasks(0.3, 1, 0)(mask);
  const dropped = mask.filter((m) => m === 0).length / count;
  // Five standard errors of a share of 0.3.
  expect(Math.abs(dropped - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / count));
  expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
});

test('neighbouring units are dropped independently', () => {
  const mask = new Float32Array(100_000);
  dropoutMasks(0.5, 3, 1)(mask);
  let both = 0;
  for (let i = 0; i < mask.length; i += 2) if (mask[i] === 0 && mask[i + 1] === 0) both++;
  expect(Math.abs(both / 50_000 - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 50_000));
});

test('masks continue through a training and repeat with the same key', () => {
  const draw = (replicate: number) => {
    const fill = dropoutMasks(0.5, 1, replicate);
    return [0, 1].map(() => {
      const mask = new Float32Array(33);
      fill(mask);
      return mask.join();
    });
  };
  expect(draw(0)).toEqual(draw(0));
  expect(new Set([...draw(0), ...draw(1)]).size).toBe(4);
});

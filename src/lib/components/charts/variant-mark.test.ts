import { expect, test } from 'vitest';
import { shapePoints, variantMark } from './variant-mark.ts';

test('forty variants have forty marks', () => {
  const marks = Array.from({ length: 40 }, (_, i) => JSON.stringify(variantMark(i)));
  expect(new Set(marks).size).toBe(40);
});

test('ten variants differ by shape and filling alone', () => {
  const shapes = Array.from({ length: 10 }, (_, i) => {
    const { shape, hollow } = variantMark(i);
    return `${shape} ${hollow}`;
  });
  expect(new Set(shapes).size).toBe(10);
});

test('a polygon grows with its radius, and a circle is none', () => {
  expect(shapePoints('square', 10)).toBe('-8.7,-8.7 8.7,-8.7 8.7,8.7 -8.7,8.7');
  expect(shapePoints('circle', 10)).toBeNull();
});

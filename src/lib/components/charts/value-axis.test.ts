import { expect, test } from 'vitest';
import type { Paint } from './drawing.ts';
import { valueAxis } from './value-axis.ts';

const paint: Paint = {
  palette: {
    ink: '',
    muted: '',
    hairline: '',
    surface: '',
    variants: [],
    font: 'sans-serif',
    smallPx: 12,
  },
  width: 800,
  height: 300,
  scale: 1,
};

function labels(values: readonly number[] | undefined): unknown[] {
  const range = { min: 1, max: 3 };
  const { ticks } = valueAxis(paint, 'x', range, { title: 'Epoch', ticks: 9, values });
  const label = ticks?.callback as (value: number) => unknown;
  return [1, 2, 3].map((value) => label(value));
}

test('ticks given as whole numbers are written as such, though the range has room for halves', () => {
  expect(labels([1, 2, 3])).toEqual(['1', '2', '3']);
  expect(labels(undefined)).toEqual(['1.0', '2.0', '3.0']);
});

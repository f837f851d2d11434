import { describe, expect, it } from 'vitest';
import type { NumberProfile } from '#lib/data/profileTable.ts';
import { suggestTarget } from './suggest-target.ts';

function number(name: string, distinct: number): NumberProfile {
  return { kind: 'number', name, count: 100, missing: 0, distinct, range: null, histogram: null };
}

describe('the first guess at a target', () => {
  it('is a number whose name says what it measures, with its unit', () => {
    const columns = [number('age', 80), number('op_minutes', 90), number('zip', 95)];
    expect(suggestTarget(columns)).toEqual({ column: 'op_minutes', unit: 'min', shift: 0 });
  });

  it('is else the last number with many values', () => {
    const columns = [number('a', 90), number('b', 80), number('weekday', 7)];
    expect(suggestTarget(columns)).toEqual({ column: 'b', unit: '', shift: 0 });
  });

  it('is left open where no column is a number that varies', () => {
    expect(suggestTarget([number('constant', 1)]).column).toBe('');
  });
});

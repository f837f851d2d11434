import { describe, expect, it } from 'vitest';
import { profileTable } from '#lib/data/profileTable.ts';
import { columnBars, columnInWords } from './column-words.ts';

const [age, room, note, empty] = profileTable({
  name: 'cases',
  rows: 4,
  columns: [
    { kind: 'number', name: 'age', values: Float64Array.of(1, 2, 3, NaN) },
    { kind: 'category', name: 'room', levels: ['A', 'B'], codes: Int32Array.of(1, 1, 0, 1) },
    { kind: 'text', name: 'note', values: ['long case', 'long day', '', 'late'] },
    { kind: 'number', name: 'empty', values: Float64Array.of(NaN, NaN, NaN, NaN) },
  ],
});

describe('a column in words', () => {
  it('gives range, median and what is missing of numbers', () => {
    expect(age && columnInWords(age)).toBe('1 to 3, median 2, 1 missing');
    expect(empty && columnInWords(empty)).toBe('No values');
  });

  it('gives the most frequent levels of a category and words of a text', () => {
    expect(room && columnInWords(room)).toBe('2 levels, most often B, A');
    expect(note && columnInWords(note)).toMatch(
      /^3 different texts, most often long, .*, 1 missing$/,
    );
  });

  it('has a bar for each bin or level', () => {
    expect(room && columnBars(room)).toEqual([3, 1]);
    expect(age && columnBars(age).reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(empty && columnBars(empty)).toEqual([]);
  });
});

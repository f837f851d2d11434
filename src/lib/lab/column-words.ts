import { countWords } from '#lib/format/counted.ts';
import { digitsOf } from '#lib/format/digits.ts';
import { valueWords } from '#lib/format/number-words.ts';
import type { ColumnProfile } from '#lib/data/profileTable.ts';

const FIGURES = 4;

/** A column in a sentence: what a hover says and a screen reader hears instead of its small histogram. */
export function columnInWords(profile: ColumnProfile): string {
  const missing = profile.missing > 0 ? `, ${countWords(profile.missing)} missing` : '';
  switch (profile.kind) {
    case 'number': {
      if (!profile.range) return 'No values';
      const { min, median, max } = profile.range;
      const near = digitsOf([min, max]);
      const short = (value: number) => valueWords(value, FIGURES, near);
      return `${short(min)} to ${short(max)}, median ${short(median)}${missing}`;
    }
    case 'category':
    case 'text': {
      const what = profile.kind === 'category' ? 'levels' : 'different texts';
      const top = profile.top.slice(0, 3).map(({ label }) => label);
      const most = top.length > 0 ? `, most often ${top.join(', ')}` : '';
      return `${countWords(profile.distinct)} ${what}${most}${missing}`;
    }
    default:
      return profile satisfies never;
  }
}

/** The bars of its small histogram. */
export function columnBars(profile: ColumnProfile): readonly number[] {
  return profile.kind === 'number'
    ? (profile.histogram?.counts ?? [])
    : profile.top.map(({ count }) => count);
}

import type { Variant } from './study.ts';
import { lookOf } from './visible-text.ts';

export const LONGEST_NAME = 80;

/** The name itself if no other looks like it, else with the first number that makes it so: `A`, `A 2`, `A 3`. */
export function freeName(name: string, taken: readonly Pick<Variant, 'name'>[]): string {
  const looks = new Set(taken.map((variant) => lookOf(variant.name)));
  const stem = name.replace(/ \d+$/, '').trimEnd();
  if (!looks.has(lookOf(name))) return name;
  for (let number = 2; ; number++) {
    const end = ` ${number}`;
    // A character of two halves is not cut in two.
    const start = stem.slice(0, LONGEST_NAME - end.length).replace(/\p{Cs}$/u, '');
    if (!looks.has(lookOf(start + end))) return start + end;
  }
}

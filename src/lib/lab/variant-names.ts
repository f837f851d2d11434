import type { Variant } from '#lib/experiment/study.ts';

/** The name itself where it is free, else with the first number that makes it so: `A`, `A 2`, `A 3`. */
export function freeName(name: string, taken: readonly Pick<Variant, 'name'>[]): string {
  const names = new Set(taken.map((variant) => variant.name));
  const stem = name.replace(/ \d+$/, '');
  if (!names.has(name)) return name;
  for (let number = 2; ; number++) {
    const candidate = `${stem} ${number}`;
    if (!names.has(candidate)) return candidate;
  }
}

import { exponentOf } from '#lib/format/digits.ts';

/** The smallest of 1, 2, 5 × 10ᵏ that is at least `least`; 1 where `least` is not a positive number. */
export function niceStep(least: number): number {
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const [figures, exponent] = least.toExponential().split('e');
  // The factor allows for the rounding of a division before: 0.3 / 0.1 is a hair under 3.
  const fraction = Number(figures) * (1 - 1e-12);
  const nice = fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10;
  return Number(`${nice}e${exponent}`);
}

function multiplesIn(step: number, min: number, max: number): { first: number; count: number } {
  // In steps, where no number is too small to be one.
  const slack = 1e-9;
  const first = Math.ceil(min / step - slack);
  return { first, count: Math.max(0, Math.floor(max / step + slack) - first + 1) };
}

/** The finest nice step with at most `most` (≥ 1) multiples within [min, max]. */
export function tickStep(min: number, max: number, most: number): number {
  let step = niceStep((max - min) / (most + 1));
  while (multiplesIn(step, min, max).count > most) step = niceStep(step * 1.5);
  return step;
}

/** The multiples of that step within [min, max]. */
export function niceTicks(min: number, max: number, most: number): number[] {
  const step = tickStep(min, max, most);
  const { first, count } = multiplesIn(step, min, max);
  const power = exponentOf(step, 1);
  const digit = Number(step.toExponential(0).split('e')[0]);
  // Through text: 3 × 0.1 is no 0.3.
  return Array.from({ length: count }, (_, k) => Number(`${(first + k) * digit}e${power}`));
}

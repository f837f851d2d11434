/** The smallest of 1, 2, 5 × 10ᵏ that is at least `least`; 1 where `least` is not a positive number. */
export function niceStep(least: number): number {
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  // The factor allows for the rounding of the division: 0.3 / 0.1 is a hair under 3.
  const fraction = (least / power) * (1 - 1e-12);
  const nice = fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10;
  return nice * power;
}

/** Digits after the point that a multiple of `step` needs. */
export function stepDecimals(step: number): number {
  return Math.min(8, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

function multiplesIn(step: number, min: number, max: number): { first: number; count: number } {
  const slack = step * 1e-9;
  const first = Math.ceil((min - slack) / step);
  return { first, count: Math.max(0, Math.floor((max + slack) / step) - first + 1) };
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
  const decimals = stepDecimals(step);
  return Array.from({ length: count }, (_, k) => Number(((first + k) * step).toFixed(decimals)));
}

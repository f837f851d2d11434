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

/** Multiples of a nice step within [min, max], at most `most` of them (at least two where most ≥ 2 and they exist). */
export function niceTicks(min: number, max: number, most: number): number[] {
  const step = niceStep((max - min) / Math.max(1, most - 1));
  const ticks: number[] = [];
  const decimals = stepDecimals(step);
  const slack = step * 1e-9;
  for (let k = Math.ceil((min - slack) / step); k * step <= max + slack; k++) {
    ticks.push(Number((k * step).toFixed(decimals)));
  }
  return ticks;
}

import type { Spread } from '#lib/race/spread.ts';

export { ratioOf, spreadOf, type Spread } from '#lib/race/spread.ts';

/** Three significant digits, thousands apart: 0.00132, 41.7, 1,230,000. */
export function showNumber(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded >= 1000
    ? rounded.toLocaleString('en')
    : rounded.toLocaleString('en', { maximumSignificantDigits: 3, minimumSignificantDigits: 3 });
}

/** Such as `0.125 (0.119–0.140)`. */
export function showSpread({ median, least, most }: Spread, show = showNumber): string {
  return `${show(median)} (${show(least)}–${show(most)})`;
}

/** Such as `48× (44–53)`. */
export function showRatio({ median, least, most }: Spread): string {
  const short = (value: number) =>
    value >= 100 ? String(Math.round(value)) : value.toPrecision(value >= 10 ? 3 : 2);
  return `${short(median)}× (${short(least)}–${short(most)})`;
}

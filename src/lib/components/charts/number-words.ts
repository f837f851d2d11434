const formats = new Map<number, Intl.NumberFormat>();

/** A number for people: fixed decimals, thousands grouped, a real minus sign. */
export function numberWords(value: number, decimals: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (Math.abs(value) >= 1e7) return value.toExponential(2).replace('e+', 'e').replace('-', '−');
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(decimals, format);
  }
  return format.format(value).replace('-', '−');
}

/** Decimals that tell apart a hundredth of `span`, 0 to 6. */
export function decimalsFor(span: number): number {
  if (!(span > 0) || !Number.isFinite(span)) return 2;
  return Math.min(6, Math.max(0, Math.ceil(-Math.log10(span / 100) - 1e-9)));
}

/** The number with its unit, where there is one. */
export function withUnit(words: string, unit: string): string {
  return unit ? `${words} ${unit}` : words;
}

/** "1 replicate", "32 replicates". */
export function counted(count: number, noun: string): string {
  return `${numberWords(count, 0)} ${noun}${count === 1 ? '' : 's'}`;
}

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `32`, `53,783` */
export function countWords(things: number): string {
  return whole.format(things);
}

/** `1 replicate`, `32 replicates` */
export function counted(things: number, noun: string): string {
  return `${countWords(things)} ${noun}${things === 1 ? '' : 's'}`;
}

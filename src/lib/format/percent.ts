import { valueWords } from './number-words.ts';

/** A share of 1, rounded: `12.5 %`, `70 %`. */
export function percent(share: number, figures = 3): string {
  return `${valueWords(100 * share, figures)} %`;
}

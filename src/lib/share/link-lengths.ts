/** How long a link may be, and what takes links of which length. */
import { LONGEST_LINK } from './link-envelope.ts';

export type LengthChoice = 'full' | 'slack' | 'discord' | 'shortest';

interface Length {
  readonly value: LengthChoice;
  readonly label: string;
  /** Of the whole address; 0 for as short as it can be. */
  readonly longest: number;
}

export const DISCORD = 2000;
export const SLACK = 4000;

export const LENGTHS: readonly Length[] = [
  { value: 'full', label: 'Everything', longest: LONGEST_LINK },
  { value: 'slack', label: '≤ 4,000', longest: SLACK },
  { value: 'discord', label: '≤ 2,000', longest: DISCORD },
  { value: 'shortest', label: 'Shortest', longest: 0 },
];

/** Where a link of this length gets through whole. */
export function getsThrough(length: number): string {
  if (length <= DISCORD)
    return 'It fits a message on Discord (2,000 characters) and on Slack (4,000).';
  if (length <= SLACK) {
    return 'Discord cuts messages at 2,000 characters: choose a shorter link for it. Slack takes this one.';
  }
  return 'Slack cuts messages near 4,000 characters, Discord at 2,000: choose a shorter link for them. Mail and browsers take this one.';
}

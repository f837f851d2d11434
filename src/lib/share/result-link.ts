/** Links that carry a result, written and read. */
import type { Problem } from '#lib/experiment/problem.ts';
import { detailAfter, STEPS } from './detail.ts';
import { LONGEST_LINK, openLink, sealLink, type Opened } from './link-envelope.ts';
import { readDocument } from './read-document.ts';
import type { SharedResult } from './shared-result.ts';
import { writeDocument } from './write-document.ts';

export type OpenedResult =
  | Exclude<Opened, { status: 'ok' }>
  | { readonly status: 'ok'; readonly result: SharedResult }
  | { readonly status: 'invalid'; readonly problems: readonly Problem[] };

/** @param hash of an address, with # or without. Never throws, whatever it is. */
export async function readResultLink(hash: string): Promise<OpenedResult> {
  const opened = await openLink(hash);
  if (opened.status !== 'ok') return opened;
  const read = readDocument(opened.document);
  return read.ok
    ? { status: 'ok', result: read.result }
    : { status: 'invalid', problems: read.problems };
}

export interface ResultLink {
  readonly address: string;
  /** How many steps of detail.ts were left out. */
  readonly steps: number;
  /** Even with the least detail it is longer than was asked. */
  readonly over: boolean;
}

/**
 * The fullest link of at most `longest` characters.
 * @param page address of the result page
 */
export async function writeResultLink(
  result: SharedResult,
  page: string,
  longest: number = LONGEST_LINK,
): Promise<ResultLink> {
  for (let steps = 0; ; steps++) {
    const address = `${page}#${await sealLink(JSON.stringify(writeDocument(result, detailAfter(steps))))}`;
    const over = address.length > longest;
    if (!over || steps === STEPS.length) return { address, steps, over };
  }
}

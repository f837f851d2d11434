/** Links that were sent stay good: these were made by the first version that made any, and are never made anew. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readResultLink } from './result-link.ts';

interface Pinned {
  readonly name: string;
  readonly hash: string;
  readonly result: unknown;
}

/** JSON has no NaN; a curve has one at each epoch that was left out. */
function plain(value: unknown): unknown {
  const json = JSON.stringify(value, (_, inner: unknown) => (Number.isNaN(inner) ? 'NaN' : inner));
  return JSON.parse(json) as unknown;
}

const file = await readFile(new URL('./links-v1.json', import.meta.url), 'utf8');

for (const { name, hash, result } of JSON.parse(file) as Pinned[]) {
  test(`a link of version 1 opens for ever: ${name}`, async () => {
    const read = await readResultLink(hash);
    expect(read.status).toBe('ok');
    if (read.status === 'ok') expect(plain(read.result)).toEqual(result);
  });
}

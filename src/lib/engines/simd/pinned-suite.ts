import { expect, test } from 'vitest';
import { createSimdEngine } from './engine.ts';
import { PINNED_DIGEST, pinnedDigest } from './pinned.ts';

/** The same expectation under Node and in a browser. */
export function pinnedSuite(): void {
  test.each([1, 3, 4])('every bit of a training is pinned, in stacks of %i', async (stack) => {
    expect(await pinnedDigest(await createSimdEngine(), stack)).toBe(PINNED_DIGEST);
  });
}

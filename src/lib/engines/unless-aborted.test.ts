import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { unlessAborted } from './unless-aborted.ts';

test('a call that ends first is told, and leaves nothing behind', async () => {
  const { signal } = new AbortController();
  const fails = () => Promise.reject(new Error('of its own'));
  for (let call = 0; call < 100; call++) {
    await expect(unlessAborted(signal, Promise.resolve(call))).resolves.toBe(call);
    await expect(unlessAborted(signal, fails())).rejects.toThrow('of its own');
  }
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('whoever waits is told of the end, before it or after', async () => {
  const life = new AbortController();
  const forEver = new Promise<never>(() => undefined);
  const waiting = unlessAborted(life.signal, forEver);
  life.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(unlessAborted(life.signal, forEver)).rejects.toThrow('gone');
});

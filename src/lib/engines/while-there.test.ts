import { expect, test } from 'vitest';
import { whileThere } from './while-there.ts';

const breathe = () => Promise.resolve();
const forEver = () => new Promise<never>(() => undefined);

test('work that waits for what is gone ends with the reason', async () => {
  const loss = new AbortController();
  const waiting = whileThere(loss.signal, breathe, forEver);
  loss.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
});

test('work that goes on ends at its next breath', async () => {
  const loss = new AbortController();
  let ended: unknown;
  const working = whileThere(loss.signal, breathe, async (breathe) => {
    loss.abort(new Error('gone'));
    await breathe().catch((error: unknown) => (ended = error));
  });
  await expect(working).rejects.toThrow('gone');
  expect(ended).toMatchObject({ message: 'gone' });
});

test('what is gone already begins no work', async () => {
  const gone = AbortSignal.abort(new Error('gone'));
  let begun = false;
  const work = async () => void (begun = true);
  await expect(whileThere(gone, breathe, work)).rejects.toThrow('gone');
  expect(begun).toBe(false);
});

test('work that is done, or fails, does so', async () => {
  const { signal } = new AbortController();
  await expect(whileThere(signal, breathe, async () => 3)).resolves.toBe(3);
  const fails = () => Promise.reject(new Error('of its own'));
  await expect(whileThere(signal, breathe, fails)).rejects.toThrow('of its own');
});

import { unlessAborted } from './unless-aborted.ts';

type Breathe = () => Promise<void>;

/**
 * Rejects with the signal's reason as soon as it is aborted: work may wait for a lost device for ever, or
 * go on with garbage until it next breathes.
 */
export async function whileThere<T>(
  gone: AbortSignal,
  breathe: Breathe,
  work: (breathe: Breathe) => Promise<T>,
): Promise<T> {
  gone.throwIfAborted();
  const working = work(async () => {
    await breathe();
    gone.throwIfAborted();
  });
  const done = await unlessAborted(gone, working);
  gone.throwIfAborted();
  return done;
}

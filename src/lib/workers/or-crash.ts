import { unlessAborted } from '#lib/engines/unless-aborted.ts';
import { WorkerCrash } from '#lib/schedule/worker-handle.ts';

/**
 * The result of a call to a worker; rejects with WorkerCrash if it throws or the worker dies first.
 * @param death aborted, with a WorkerCrash, once the worker is dead
 */
export async function orCrash<T extends Promise<unknown>>(
  death: AbortSignal,
  call: T,
): Promise<Awaited<T>> {
  try {
    return await unlessAborted(death, call);
  } catch (error) {
    if (error instanceof WorkerCrash) throw error;
    throw new WorkerCrash(error instanceof Error ? error.message : String(error));
  }
}

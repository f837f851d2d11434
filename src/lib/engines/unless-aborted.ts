/**
 * The call's outcome, or the signal's reason as soon as it is aborted.
 *
 * Promise.race would leave a reaction, and with it the call's result, on a promise that lives as long as
 * the worker or device: here nothing is left once the call has ended.
 */
export async function unlessAborted<T extends Promise<unknown>>(
  signal: AbortSignal,
  call: T,
): Promise<Awaited<T>> {
  let leave = () => {};
  const gone = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason as Error);
  });
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    return await Promise.race([call, gone]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** What came of using the browser's storage. The app goes on without it; it says what is then missing. */
export type Kept<T> =
  | { readonly status: 'ok'; readonly value: T }
  | {
      /** No storage here (a private window, storage switched off), no room left, or another failure. */
      readonly status: 'unavailable' | 'full' | 'failed';
      /** A sentence for people. */
      readonly message: string;
    };

/** Why storage said no, in words. What was saved before stays as it is: a transaction is kept whole or not at all. */
export function keptNot(error: unknown): Kept<never> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') {
    return {
      status: 'full',
      message:
        'The browser has no room left to keep this run; what was kept before is still there. Delete older runs, or save the result as a file.',
    };
  }
  if (['SecurityError', 'InvalidStateError', 'UnknownError', 'MissingFactory'].includes(name)) {
    return {
      status: 'unavailable',
      message:
        'This browser keeps nothing here (perhaps a private window): a run is lost when the page is closed.',
    };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { status: 'failed', message: `The run could not be kept: ${reason}` };
}

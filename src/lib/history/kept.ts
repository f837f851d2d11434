/** What came of using the browser's storage. The app goes on without it; it says what is then missing. */
export type Kept<T> =
  | { readonly status: 'ok'; readonly value: T }
  | {
      /**
       * No storage here (a private window, storage switched off), no room left, a database that a newer
       * page has written, a run that is no longer there, or another failure.
       */
      readonly status: 'unavailable' | 'full' | 'newer' | 'gone' | 'failed';
      /** A sentence for people. */
      readonly message: string;
    };

/** Something was to be written to a run that has been deleted, perhaps in another tab. */
export class RunGone extends Error {
  override readonly name = 'RunGone';
}

/** Why storage said no, in words. What was saved before stays as it is: a transaction is kept whole or not at all. */
export function keptNot(error: unknown): Kept<never> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return {
        status: 'full',
        message:
          'The browser has no room left to keep this run; what was kept before is still there. Delete older runs, or save the result as a file.',
      };
    case 'VersionError':
      return {
        status: 'newer',
        message:
          'A newer version of CRPS Lab has kept runs in this browser, which this page cannot read. Reload the page to get that version; nothing has been changed.',
      };
    case 'RunGone':
      return {
        status: 'gone',
        message: 'This run was deleted, perhaps in another tab: what it finds now is not kept.',
      };
    case 'Blocked':
      return {
        status: 'unavailable',
        message:
          'Another tab has an older version of CRPS Lab open and blocks your saved runs. Close or reload that tab: what is not kept yet is kept then.',
      };
    case 'Unanswered':
      return {
        status: 'unavailable',
        message:
          'The browser does not open its storage; another tab of CRPS Lab may be blocking it. Close or reload the other tabs: what is not kept yet is kept then.',
      };
    case 'SecurityError':
    case 'InvalidStateError':
    case 'UnknownError':
    case 'MissingFactory':
      return {
        status: 'unavailable',
        message:
          'This browser keeps nothing here (perhaps a private window): a run is lost when the page is closed.',
      };
    default: {
      const reason = error instanceof Error ? error.message : String(error);
      return { status: 'failed', message: `The run could not be kept: ${reason}` };
    }
  }
}

/**
 * A page in a browser that Playwright cannot drive: Firefox as it is shipped, over WebDriver BiDi, and WebKitGTK,
 * over WebDriver. Both are told the same few things, so that one suite runs in each.
 */
export interface Target {
  /** An ARIA role. */
  readonly role: string;
  /** The accessible name: a string is the whole of it. */
  readonly name: string | RegExp;
}

export interface Tab {
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs in the page, where only its arguments are known to it; they and the result cross as JSON. */
  run<Arguments extends readonly unknown[], Result>(
    inPage: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Result>;
  /** What has this role and name, is shown and can be used; it is clicked as a pointer does. */
  find(target: Target): Promise<{ click(): Promise<void> } | null>;
  /** A key on what has the focus: a letter, or the name of an arrow. */
  key(name: string): Promise<void>;
  /** A screenshot of what is seen, as PNG. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface EngineBrowser {
  /** As in a result's environment: `Firefox 153`. */
  readonly runtime: RegExp;
  /** Where downloads arrive. */
  readonly downloads: string;
  /** A tab with nothing stored. @param width in pixels, of the page */
  tab(width: number): Promise<Tab>;
  close(): Promise<void>;
}

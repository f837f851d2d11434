import { terminalText } from './terminalText.ts';

/** What a status line is written to: a terminal has one line rewritten, a file or pipe gets few lines. */
export interface StatusOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const REWRITE_MS = 100;
const LINE_MS = 3000;

/** One line that tells how far a run is, as often as its output can take it. */
export class StatusLine {
  #shownAt = -Infinity;
  #shown = '';

  constructor(
    private readonly output: StatusOutput,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Shows the text if the last one has stood long enough. */
  update(text: string): void {
    const now = this.now();
    if (now - this.#shownAt < (this.output.isTTY ? REWRITE_MS : LINE_MS)) return;
    this.#show(text, now);
  }

  /** Shows the text at once. */
  #show(text: string, now: number): void {
    if (text === this.#shown) return;
    this.#shownAt = now;
    this.#shown = text;
    if (this.output.isTTY) {
      // A line that wraps could not be rewritten.
      const line = terminalText(text).slice(0, (this.output.columns ?? 80) - 1);
      this.output.write(`\r\u001b[2K${line}`);
    } else {
      this.output.write(`${terminalText(text)}\n`);
    }
  }

  /** Writes a line that stays, above the one that is rewritten. */
  say(text: string): void {
    this.clear();
    this.output.write(`${terminalText(text)}\n`);
  }

  /** Leaves a clean line for what follows. */
  clear(): void {
    if (this.output.isTTY && this.#shown) this.output.write('\r\u001b[2K');
    this.#shown = '';
    if (this.output.isTTY) this.#shownAt = -Infinity;
  }
}

/** Files that come: a study becomes the draft, a result is shown, a table becomes the data; anything else is refused in words. */
import type { ReadFile } from '#lib/experiment/read-file.ts';
import { isJsonFile } from './file-intake.ts';
import type { Lab } from './lab.svelte.ts';

/** The largest result has 4,096 replicates with curves of 1,000 epochs; what is larger is another file. */
const LARGEST_BYTES = 200_000_000;
/** Of the problems of one file; the first ones explain the rest. */
const MOST_SHOWN = 4;

export interface OpeningProblem {
  readonly what: string;
  readonly lines: readonly string[];
}

export class FileOpening {
  readonly #lab: Lab;
  #problem = $state.raw<OpeningProblem | null>(null);
  #refusals = $state(0);
  #opening = 0;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  get problem(): OpeningProblem | null {
    return this.#problem;
  }

  /** How many files could not be opened: each is a reason to look. */
  get refusals(): number {
    return this.#refusals;
  }

  dismiss(): void {
    this.#problem = null;
  }

  #refuse(what: string, lines: readonly string[]): void {
    const more = lines.length - MOST_SHOWN;
    const shown = lines.slice(0, MOST_SHOWN);
    this.#problem = { what, lines: more > 0 ? [...shown, `and ${more} more`] : shown };
    this.#refusals += 1;
  }

  /** Opens whatever was dropped or pasted. */
  async takeAny(file: File): Promise<void> {
    await (isJsonFile(file) ? this.take(file) : this.#lab.data.take(file, this.#lab.draft));
  }

  /** Something came that is no file; why, in words. */
  refuseFile(message: string): void {
    this.#lab.data.refuse(message);
  }

  /** Opens a study or a result; one that comes while another is read takes its place. */
  async take(file: File): Promise<void> {
    const opening = ++this.#opening;
    this.#problem = null;
    if (file.size > LARGEST_BYTES) {
      this.#refuse(`“${file.name}” is too large for a study or a result.`, [
        'Data is opened as CSV.',
      ]);
      return;
    }
    try {
      const [text, { readFile }] = await Promise.all([
        file.text(),
        import('#lib/experiment/read-file.ts'),
      ]);
      if (opening !== this.#opening) return;
      this.#use(file.name, readFile(text));
    } catch (error) {
      if (opening !== this.#opening) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.#refuse(`“${file.name}” could not be read.`, [reason]);
    }
  }

  #use(name: string, read: ReadFile): void {
    switch (read.kind) {
      case 'study':
        this.#lab.draft.replace(read.study, `Opened “${name}”.`);
        return;
      case 'result':
        if (this.#lab.showResult(read.result, `Opened the result “${name}”.`)) return;
        this.#refuse(`“${name}” was not opened: a run is going on here.`, [
          'Stop it or let it finish, then open the result again.',
        ]);
        return;
      case 'refused':
        this.#refuse(
          `“${name}” is no ${read.as} that this page can open. Nothing was changed; mend the file and open it again.`,
          read.problems,
        );
        return;
      default:
        read satisfies never;
    }
  }
}

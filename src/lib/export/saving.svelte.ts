import { saveFile } from '#lib/components/save-file.ts';
import { bytesInWords } from '#lib/format/bytes-in-words.ts';
import type { Study } from '#lib/experiment/study.ts';
import { fileName } from './file-name.ts';
import type { OfferedFormat } from './offers.ts';

/** One file being made at a time, and what came of the last. */
export class Saving {
  #making = $state.raw<OfferedFormat | null>(null);
  #said = $state.raw<{ readonly kind: 'saved' | 'failed'; readonly words: string } | null>(null);
  #stop: AbortController | null = null;

  /** What is being made. */
  get making(): OfferedFormat | null {
    return this.#making;
  }

  get said(): { readonly kind: 'saved' | 'failed'; readonly words: string } | null {
    return this.#said;
  }

  /** Makes a file and hands it to the browser's downloads. */
  async save(study: Study, format: OfferedFormat): Promise<void> {
    if (this.#making) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#making = format;
    this.#said = null;
    try {
      const file = await format.make(stop.signal);
      if (stop.signal.aborted) return;
      const name = fileName(study.title, format.kind, format.extension);
      saveFile(file, name);
      this.#said = { kind: 'saved', words: `Saved ${name}, ${bytesInWords(file.size)}.` };
    } catch (error) {
      if (stop.signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.#said = { kind: 'failed', words: `The file could not be made. ${reason}` };
    } finally {
      if (this.#stop === stop) this.#making = null;
    }
  }

  /** Gives up what is being made, and forgets what was said. */
  end(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.#making = null;
    this.#said = null;
  }
}

import { notesChannel, readNotesMessage, type NotesMessage } from './notes-channel.ts';
import type { StepId } from './steps.ts';

const KEY = 'crps-lab:stage';

/** Of this tab, also once it is loaded again: its notes stay its own. */
function stageOfTab(): string {
  const fresh = `${performance.timeOrigin}-${performance.now()}`;
  try {
    const known = sessionStorage.getItem(KEY) ?? fresh;
    sessionStorage.setItem(KEY, known);
    return known;
  } catch {
    return fresh;
  }
}

/** The stage's side of the speaker's notes: opens their window, and tells it where the lecture is. */
export class NotesWindow {
  readonly #page: string;
  readonly #stage = stageOfTab();
  readonly #channel = notesChannel(this.#stage);
  #step: StepId = '1';

  /** @param onKey a key that was pressed in the notes */
  constructor(page: string, onKey: (key: string) => void) {
    this.#page = page;
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readNotesMessage(data);
      if (message?.kind === 'ask') this.show(this.#step);
      if (message?.kind === 'key') onKey(message.key);
    };
  }

  open(): void {
    const name = `crps-lab-notes-${this.#stage}`;
    window.open(`${this.#page}#${this.#stage}`, name, 'popup,width=720,height=640');
  }

  show(step: StepId): void {
    this.#step = step;
    this.#channel.postMessage({ kind: 'step', step } satisfies NotesMessage);
  }

  close(): void {
    this.#channel.close();
  }
}

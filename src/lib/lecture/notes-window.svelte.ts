import { NOTES_CHANNEL, readNotesMessage, type NotesMessage } from './notes-channel.ts';
import type { StepId } from './steps.ts';

/** The stage's side of the speaker's notes: opens their window, and tells it where the lecture is. */
export class NotesWindow {
  readonly #page: string;
  readonly #channel = new BroadcastChannel(NOTES_CHANNEL);
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
    window.open(this.#page, 'crps-lab-notes', 'popup,width=720,height=640');
  }

  show(step: StepId): void {
    this.#step = step;
    this.#channel.postMessage({ kind: 'step', step } satisfies NotesMessage);
  }

  close(): void {
    this.#channel.close();
  }
}

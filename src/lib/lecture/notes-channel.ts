/** What the stage and the window with the speaker's notes tell each other. */
import { commandOf } from './keys.ts';
import { steps, type StepId } from './steps.ts';

/** Each stage has its own notes: two tabs may hold a lecture. @param stage of notes-window.svelte.ts */
export function notesChannel(stage: string): BroadcastChannel {
  return new BroadcastChannel(`crps-lab:lecture-notes:${stage}`);
}

export type NotesMessage =
  /** From the stage: this step is shown. */
  | { readonly kind: 'step'; readonly step: StepId }
  /** From the notes: which step is shown? */
  | { readonly kind: 'ask' }
  /** From the notes: a key was pressed there. */
  | { readonly kind: 'key'; readonly key: string };

/** null for anything that is none of ours. */
export function readNotesMessage(data: unknown): NotesMessage | null {
  if (typeof data !== 'object' || data === null) return null;
  const { kind, step, key } = data as Record<string, unknown>;
  if (kind === 'ask') return { kind };
  const known = steps.find(({ id }) => id === step);
  if (kind === 'step' && known) return { kind, step: known.id };
  if (kind === 'key' && typeof key === 'string') {
    const event = { key, ctrlKey: false, metaKey: false, altKey: false };
    return commandOf(event) ? { kind, key } : null;
  }
  return null;
}

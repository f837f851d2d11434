/** The lecture's keys, as the overlay lists them and the page obeys them. */
export type Command =
  | 'next'
  | 'back'
  | 'first'
  | 'last'
  | 'toggle'
  | 'restart'
  | 'replay'
  | 'slower'
  | 'faster'
  | 'larger'
  | 'smaller'
  | 'full-screen'
  | 'lights'
  | 'notes'
  | 'code'
  | 'help';

interface Binding {
  readonly command: Command;
  /** Values of KeyboardEvent.key, lower case. */
  readonly keys: readonly string[];
  readonly shown: string;
  readonly does: string;
}

export const bindings: readonly Binding[] = [
  {
    command: 'next',
    keys: ['arrowright', 'arrowdown', ' ', 'pagedown'],
    shown: '→ ↓ Space Page Down',
    does: 'Next step; a clicker’s forward',
  },
  {
    command: 'back',
    keys: ['arrowleft', 'arrowup', 'pageup'],
    shown: '← ↑ Page Up',
    does: 'Step before; a clicker’s back',
  },
  { command: 'first', keys: ['home'], shown: 'Home', does: 'First step' },
  { command: 'last', keys: ['end'], shown: 'End', does: 'Last step' },
  { command: 'toggle', keys: ['s'], shown: 'S', does: 'Start, pause, go on' },
  { command: 'restart', keys: ['r'], shown: 'R', does: 'Race again from the start' },
  { command: 'replay', keys: ['p'], shown: 'P', does: 'Replay the measured race; again: end it' },
  { command: 'slower', keys: ['[', ','], shown: '[ or ,', does: 'Slower replay' },
  { command: 'faster', keys: [']', '.'], shown: '] or .', does: 'Faster replay' },
  { command: 'larger', keys: ['+', '='], shown: '+', does: 'Larger text' },
  { command: 'smaller', keys: ['-'], shown: '−', does: 'Smaller text' },
  { command: 'full-screen', keys: ['f'], shown: 'F', does: 'Full screen, and back' },
  { command: 'lights', keys: ['d'], shown: 'D', does: 'Dark for a dark hall; again: light' },
  { command: 'code', keys: ['c'], shown: 'C', does: 'Code of the lanes, one after another' },
  { command: 'notes', keys: ['n'], shown: 'N', does: 'Speaker’s notes in a window of their own' },
  { command: 'help', keys: ['?'], shown: '?', does: 'These keys' },
];

/** What a key asks for; null: nothing of ours. Keys with Ctrl, Alt or ⌘ are the browser's. */
export function commandOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const key = event.key.toLowerCase();
  return bindings.find(({ keys }) => keys.includes(key))?.command ?? null;
}

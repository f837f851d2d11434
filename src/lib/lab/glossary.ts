/** The words of the page, one line each, for the help. */
export interface Word {
  readonly word: string;
  readonly meaning: string;
  readonly formula?: string;
  /** Whether the page that draws the score says more. */
  readonly drawn?: boolean;
}

export const glossary: readonly Word[] = [
  {
    word: 'CRPS',
    meaning:
      'Continuous ranked probability score: how far a forecast distribution is from what happened, in the target’s unit. Lower is better; for a point forecast it is the absolute error.',
    formula: 'CRPS(F, y) = ∫ (F(x) − 1{x ≥ y})² dx',
    drawn: true,
  },
  {
    word: 'Variant',
    meaning: 'One model with its training, written as what differs from the base.',
  },
  {
    word: 'Replicate',
    meaning:
      'One training run of a variant with its own random start. One run proves little; dozens show how far chance reaches.',
  },
  {
    word: '95 % interval',
    meaning:
      'A range for the true mean over replicates: 95 % of such ranges contain it (Student’s t).',
    formula: 'mean ± t · SD / √n',
  },
  {
    word: 'Paired difference',
    meaning:
      'Replicate k of two variants sees the same rows in the same order, so they are compared pair by pair. When the interval includes 0, no difference can be claimed.',
  },
  {
    word: 'Oracle',
    meaning:
      'The score of the true distribution, known for simulated data only. On the test rows luck decides how high it is; no forecast is expected to do better.',
  },
  {
    word: 'Engine',
    meaning:
      'What does the training: the processor (simd, wasm, cpu) or the graphics card (webgl, webgpu).',
  },
  {
    word: 'Stack',
    meaning: 'Replicates that train together as one batched model on one worker.',
  },
];

export const shortcuts: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'Ctrl + Enter, ⌘ + Enter', does: 'Run' },
  { keys: 'P', does: 'Pause and resume' },
  { keys: 'Esc', does: 'Close what is open; else stop the run' },
  { keys: '?', does: 'This help' },
  { keys: '↑ ↓', does: 'In a number: one step; with Shift, ten' },
];

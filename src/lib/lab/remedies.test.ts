import { expect, it } from 'vitest';
import { applyRemedy, remedyInWords } from './remedies.ts';
import { StudyDraft } from './study-draft.svelte.ts';

it('a remedy’s button names what it does', () => {
  expect(remedyInWords({ kind: 'shift', shift: -23 }, 'min')).toBe('Shift by −23 min');
  expect(remedyInWords({ kind: 'family', family: 'normal' }, '')).toBe('Use the normal family');
  expect(remedyInWords({ kind: 'column', column: 'age' }, '')).toBe('Predict “age”');
});

it('a remedy does to the draft what its button names', () => {
  const draft = new StudyDraft(null);
  applyRemedy(draft, { kind: 'shift', shift: -23 });
  expect(draft.study.data.target.shift).toBe(-23);
  draft.setOverride(1, 'family', 'lognormal');
  applyRemedy(draft, { kind: 'family', family: 'normal' });
  expect([0, 1].map((index) => draft.experiment(index).family)).toEqual(['normal', 'normal']);
  applyRemedy(draft, { kind: 'column-kind', column: 'code', to: 'number' });
  expect(draft.study.data.kinds).toEqual({ code: 'number' });
  applyRemedy(draft, { kind: 'column', column: 'age' });
  expect(draft.study.data.target).toEqual({ column: 'age', unit: '', shift: 0 });
});

it('a large shift is written whole', () => {
  const words = remedyInWords({ kind: 'shift', shift: 1_000_000_011 }, 'min');
  expect(words).toBe('Shift by 1,000,000,011 min');
  expect(remedyInWords({ kind: 'shift', shift: -0.5 }, '')).toBe('Shift by −0.5');
});

/** What can be done about a target that the study cannot use: a button's words, and what it does. */
import type { TargetRemedy } from '#lib/data/checkTarget.ts';
import { numberWords, valueWords, withUnit } from '#lib/format/number-words.ts';
import type { StudyDraft } from './study-draft.svelte.ts';

export function applyRemedy(draft: StudyDraft, remedy: TargetRemedy): void {
  switch (remedy.kind) {
    case 'shift':
      return draft.setTarget({ shift: remedy.shift });
    case 'family':
      return draft.useFamily(remedy.family);
    case 'column-kind':
      return draft.setKind(remedy.column, remedy.to);
    case 'column':
      return draft.setTarget({ column: remedy.column, unit: '', shift: 0 });
    default:
      return remedy satisfies never;
  }
}

/** What a remedy's button says. */
export function remedyInWords(remedy: TargetRemedy, unit: string): string {
  switch (remedy.kind) {
    case 'shift': {
      // A shift is exact, however large: rounded, it would be another.
      const { shift } = remedy;
      const words = Number.isInteger(shift) ? numberWords(shift, 0) : valueWords(shift);
      return `Shift by ${withUnit(words, unit)}`;
    }
    case 'family':
      return 'Use the normal family';
    case 'column-kind':
      return `Read “${remedy.column}” as numbers`;
    case 'column':
      return `Predict “${remedy.column}”`;
    default:
      return remedy satisfies never;
  }
}

import { HIDDEN } from './visible-text.ts';

/** What is wrong with a study or result that someone wrote, saved or received: where, what was expected, what came. */
export interface Problem {
  /** Dotted, such as `base.components` or `variants.1.name`; empty for the whole. */
  readonly path: string;
  /** Such as 'expected a whole number from 1 to 20, got 0'. */
  readonly message: string;
}

const LONGEST_SHOWN = 40;

function escaped(letter: string): string {
  const halves = Array.from({ length: letter.length }, (_, i) => letter.charCodeAt(i));
  return halves.map((half) => `\\u${half.toString(16).padStart(4, '0')}`).join('');
}

/** A value in the words of a message: short, quoted and with nothing hidden where it is text, never throwing. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') {
    const cut = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
    return JSON.stringify(cut).replace(HIDDEN, escaped);
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The problems of one field and of all that lies within it, for a message beside that field. */
export function problemsAt(problems: readonly Problem[], path: string): Problem[] {
  return problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
}

/** One line for people: `base.components: expected a whole number from 1 to 20, got 0`. */
export function problemLine(problem: Problem): string {
  return problem.path ? `${problem.path}: ${problem.message}` : problem.message;
}

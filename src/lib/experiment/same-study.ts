import { studyWithoutDefaults } from './study-without-defaults.ts';
import type { Study } from './study.ts';

/** Whether two studies mean the same work: all but the title, whatever order their fields were set in. */
export function sameStudy(a: Study, b: Study): boolean {
  return canonical({ ...a, title: '' }) === canonical({ ...b, title: '' });
}

function canonical(study: Study): string {
  return JSON.stringify(sorted(studyWithoutDefaults(study)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

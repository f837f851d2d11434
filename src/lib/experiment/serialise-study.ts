import type { Study } from './study.ts';

/** The study file, as the page and the command line read it: every field written out. */
export function serialiseStudy(study: Study): string {
  return `${JSON.stringify(study, null, 2)}\n`;
}

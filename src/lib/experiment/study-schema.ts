/** The study file: parsed from anything, every field with a default, every fault named. */
import * as v from 'valibot';
import { dataSchema } from './data-schema.ts';
import { experimentSchema, variantSchema } from './experiment-schema.ts';
import { field, list, record, seedNumber, shownText, wholeNumber } from './fields.ts';
import { showValue, type Problem } from './problem.ts';
import { fillStudy } from './study-defaults.ts';
import type { Study } from './study.ts';
import { lookOf } from './visible-text.ts';

export type ParsedStudy =
  | { readonly ok: true; readonly study: Study }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const variants = v.pipe(
  list(1, 16, 'variants', variantSchema),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const looks = dataset.value.map(({ name }) => lookOf(name));
    dataset.value.forEach((variant, index) => {
      const first = looks.indexOf(looks[index]);
      if (first === index) return;
      const [name, other] = [variant, dataset.value[first]].map(({ name }) => showValue(name));
      const same = name === other ? 'again' : `beside ${other}, which looks the same`;
      addIssue({
        message: `expected a name of its own, got ${name} ${same}`,
        path: [
          { type: 'array', origin: 'value', input: dataset.value, key: index, value: variant },
          { type: 'object', origin: 'value', input: variant, key: 'name', value: variant.name },
        ],
      });
    });
  }),
);

export const studySchema = record({
  version: field<1>((value) => value === 1, 'version 1, the only one that this program reads'),
  title: shownText(200),
  data: dataSchema,
  base: experimentSchema,
  variants,
  replicates: wholeNumber(1, 256),
  seed: seedNumber,
});

/**
 * Reads a study from parsed JSON or from a page's draft. Never throws.
 * @returns the study with every default filled in, or every problem found, each with its path
 */
export function parseStudy(input: unknown): ParsedStudy {
  const result = v.safeParse(studySchema, fillStudy(input));
  if (result.success) return { ok: true, study: result.output };
  return {
    ok: false,
    problems: result.issues.map((issue) => ({
      path: v.getDotPath(issue) ?? '',
      message: issue.message,
    })),
  };
}

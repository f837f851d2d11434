import { defaultSplit } from '#lib/experiment/study-defaults.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { RaceSizes } from './contest.ts';

/** Test rows are a fifth of the table, as everywhere in the lab. */
const ROWS_A_TEST_ROW = 5;

/** How many rows each part has, as the study's own split cuts the table (splitRows.ts). @param rows of the test part */
export function raceParts(rows: number): { train: number; validation: number; test: number } {
  const table = rows * ROWS_A_TEST_ROW;
  const validation = Math.round(defaultSplit.validation * table);
  return { train: table - rows - validation, validation, test: rows };
}

/** The study of a lecture: one variant of the lab's own network on simulated surgery. @throws Error */
export function raceStudy({ rows, epochs, replicates }: RaceSizes, components: number): Study {
  const parsed = parseStudy({
    title: 'The lecture’s race',
    data: { source: { kind: 'builtin', id: 'surgery', rows: rows * ROWS_A_TEST_ROW, seed: 1 } },
    base: { components, epochs },
    variants: [{ name: components === 1 ? '1 density' : `${components} densities` }],
    replicates,
  });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study;
}

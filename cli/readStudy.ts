import { problemLine } from '#lib/experiment/problem.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import { BadInput } from './BadInput.ts';
import { parseJson } from './parseJson.ts';
import { readInput } from './readInput.ts';
import { withTableDigest } from './withTableDigest.ts';

/** A study is a page of text; what is larger is another file, named by mistake. */
const LARGEST_BYTES = 1_000_000;

/**
 * Reads a study file, every default filled in.
 * @param table what --table named, or null: its digest may be left out of the study
 * @throws BadInput with the first fault, its place, and how many more there are
 */
export async function readStudy(path: string, table: string | null): Promise<Study> {
  const name = path === '-' ? 'standard input' : path;
  const bytes = await readInput(path, 'the study');
  if (bytes.length > LARGEST_BYTES) {
    throw new BadInput(
      `${name} has ${bytes.length} bytes; a study has at most ${LARGEST_BYTES}. Is it another file?`,
    );
  }
  const json = parseJson(bytes.toString('utf8'), name);
  const parsed = parseStudy(await withTableDigest(json, table));
  if (parsed.ok) return parsed.study;
  const [first, ...rest] = parsed.problems;
  const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
  throw new BadInput(`${name}: ${problemLine(first)}${more}`);
}

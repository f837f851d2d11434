import { digestOf } from '#lib/data/digest.ts';
import { isRecord } from '#lib/experiment/fields.ts';
import { BadInput } from './BadInput.ts';
import { readInput } from './readInput.ts';

/**
 * A study need not hold the digest of its table here: the file that --table names is then the one, and the result
 * records its digest.
 * @param study as read, not yet checked
 * @param path what --table named, or null
 * @returns the study, with the digest of that file where it has none
 * @throws BadInput where the file is not named or cannot be read
 */
export async function withTableDigest(study: unknown, path: string | null): Promise<unknown> {
  if (!isRecord(study) || !isRecord(study.data)) return study;
  const { data } = study;
  const { source } = data;
  if (!isRecord(source) || source.kind !== 'table' || 'digest' in source) return study;
  if (path === null)
    throw new BadInput('The study trains on a table of its own: name the file with --table.');
  const digest = await digestOf(await readInput(path, 'the table'));
  return { ...study, data: { ...data, source: { ...source, digest } } };
}

/** The result file: a study, what came of each of its replicates, what ran it, and a fingerprint of the scores. */
import * as v from 'valibot';
import { field, list, record } from './fields.ts';
import type { Problem } from './problem.ts';
import type { Environment, ReplicateResult } from './result.ts';
import { environmentSchema, replicateResultSchema } from './result-schema.ts';
import { inOrder, scoresDigest } from './scores-digest.ts';
import { parseKeptStudy } from './kept-study.ts';
import type { Study } from './study.ts';

export interface ResultFile {
  readonly version: 1;
  readonly study: Study;
  readonly environment: Environment;
  /** In the study's order; replicates that were not run are absent. */
  readonly results: readonly ReplicateResult[];
  /** Of the scores alone (scores-digest.ts): equal where two runs agree to the last bit. */
  readonly digest: string;
}

export type ParsedResult =
  | { readonly ok: true; readonly result: ResultFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function resultFile(
  study: Study,
  environment: Environment,
  results: readonly ReplicateResult[],
): ResultFile {
  const ordered = inOrder(results);
  return { version: 1, study, environment, results: ordered, digest: scoresDigest(ordered) };
}

/** JSON for people and programs: one line a replicate, a line feed at the end. */
export function serialiseResult(file: ResultFile): string {
  const { version, study, environment, results, digest } = file;
  const lines = results.map((result) => `    ${JSON.stringify(result)}`).join(',\n');
  const indented = (value: unknown) => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
  return [
    '{',
    `  "version": ${version},`,
    `  "digest": ${JSON.stringify(digest)},`,
    `  "environment": ${indented(environment)},`,
    `  "study": ${indented(study)},`,
    results.length ? `  "results": [\n${lines}\n  ]` : '  "results": []',
    '}',
    '',
  ].join('\n');
}

const schema = record({
  version: field<1>((value) => value === 1, 'version 1, the only one that this program reads'),
  study: v.unknown(),
  environment: environmentSchema,
  results: list(0, 16 * 256, 'replicates', replicateResultSchema),
  digest: field<string>((value) => typeof value === 'string', 'text'),
});

/** Reads a result from parsed JSON. Never throws; a file whose scores do not match its digest is refused. */
export function parseResult(input: unknown): ParsedResult {
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => ({
      path: v.getDotPath(issue) ?? '',
      message: issue.message,
    }));
    return { ok: false, problems };
  }
  const { version, environment, results, digest } = parsed.output;
  const study = parseKeptStudy(parsed.output.study);
  if (!study.ok) {
    const problems = study.problems.map(({ path, message }) => ({
      path: path ? `study.${path}` : 'study',
      message,
    }));
    return { ok: false, problems };
  }
  const problems = [...misplaced(study.study, results)];
  const expected = scoresDigest(results);
  if (problems.length === 0 && digest !== expected) {
    problems.push({
      path: 'digest',
      message: `expected ${expected}, the digest of the scores in this file, got another: it has been changed or damaged`,
    });
  }
  if (problems.length) return { ok: false, problems };
  const file = { version, study: study.study, environment, results: inOrder(results), digest };
  return { ok: true, result: file };
}

function* misplaced(study: Study, results: readonly ReplicateResult[]): Generator<Problem> {
  const seen = new Set<string>();
  for (const [index, { variant, replicate }] of results.entries()) {
    const path = `results.${index}`;
    if (variant >= study.variants.length || replicate >= study.replicates) {
      const message = `expected one of the study’s ${study.variants.length} variants and ${study.replicates} replicates (counted from 0), got variant ${variant}, replicate ${replicate}`;
      yield { path, message };
    }
    const name = `${variant}:${replicate}`;
    if (seen.has(name)) {
      yield { path, message: `expected each replicate once, got ${name} again` };
    }
    seen.add(name);
  }
}

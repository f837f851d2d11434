import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemLine } from './problem.ts';
import { parseResult, resultFile, serialiseResult } from './result-file.ts';
import type { Environment, FinishedReplicate } from './result.ts';
import { resultFiles } from './results.arbitrary.ts';
import { scoresDigest } from './scores-digest.ts';
import { parseStudy } from './study-schema.ts';

const environment: Environment = {
  engine: 'wasm',
  workers: 2,
  stack: 8,
  renderer: null,
  runtime: 'Node 24.1',
  hardwareConcurrency: 2,
};

function done(variant: number, replicate: number, testCrps = 12.5): FinishedReplicate {
  return {
    status: 'done',
    variant,
    replicate,
    validationCrps: 12.25,
    testCrps,
    testLogScore: 4.5,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: 0.25,
    curve: { trainingLoss: [5, 4.75], validationCrps: [13, 12.25] },
    epochs: 2,
    bestEpoch: 2,
    durationMs: 100,
    boundShare: 0,
  };
}

function defaultStudy() {
  const parsed = parseStudy({ replicates: 4 });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study;
}

function written(...results: FinishedReplicate[]): Record<string, unknown> {
  return JSON.parse(serialiseResult(resultFile(defaultStudy(), environment, results)));
}

function lines(input: unknown): string[] {
  const parsed = parseResult(input);
  return parsed.ok ? [] : parsed.problems.map(problemLine);
}

test('a result survives being written and read', () => {
  fc.assert(
    fc.property(resultFiles, (result) => {
      expect(parseResult(JSON.parse(serialiseResult(result)))).toEqual({ ok: true, result });
    }),
  );
});

test('the file has one line for each replicate', () => {
  const text = serialiseResult(resultFile(defaultStudy(), environment, [done(1, 0), done(0, 3)]));
  const replicates = text.split('\n').filter((line) => line.startsWith('    {"status":"done"'));
  expect(replicates).toHaveLength(2);
  expect(text.endsWith('}\n')).toBe(true);
});

test('the digest is that of the scores alone, whatever the order and the time they took', () => {
  const results = [done(0, 0), done(1, 0), done(0, 1)];
  const slower = results.map((result) => ({ ...result, durationMs: 900 })).reverse();
  expect(scoresDigest(slower)).toBe(scoresDigest(results));
  expect(scoresDigest(results)).toMatchInlineSnapshot(
    `"sha256-6419bd6b191177876210089d3abc1088dc3fef05ffb9e1d23c146136ebecb4f4"`,
  );
});

test('the digest tells apart scores that differ in the last bit, and a failed replicate', () => {
  const digest = scoresDigest([done(0, 0, 12.5)]);
  expect(scoresDigest([done(0, 0, 12.5 + 2 ** -49)])).not.toBe(digest);
  const failed = { status: 'failed', variant: 0, replicate: 0, attempts: 3, message: '' } as const;
  expect(scoresDigest([{ ...failed, reason: 'diverged' }])).not.toBe(digest);
});

test.each([
  [{ ...written(done(0, 0)), version: 2 }, /^version: expected version 1/],
  [{ ...written(done(0, 0)), more: 1 }, /^more: expected one of the fields version, study,/],
  [
    { ...written(done(0, 0)), study: { replicates: 0 } },
    /^study.replicates: expected a whole number/,
  ],
  [
    { ...written(done(0, 0)), results: written(done(0, 1)).results, digest: '' },
    /^digest: expected sha256-/,
  ],
  [
    { ...written(done(0, 0)), results: written(done(0, 0, 1)).results },
    /^digest: .* changed or damaged$/,
  ],
  [written(done(2, 0)), /^results.0: expected one of the study’s 2 variants and 4 replicates/],
  [written(done(0, 4)), /^results.0: expected one of the study’s 2 variants and 4 replicates/],
  [written(done(0, 0), done(0, 0)), /^results.1: expected each replicate once/],
  [
    { ...written(), results: [{ status: 'maybe' }] },
    /^results.0.status: expected "done" or "failed"/,
  ],
  [written(done(0, 0, -1)), /^results.0.testCrps: expected a number of at least 0, got -1$/],
  [null, /^expected an object/],
])('a faulty result is refused with the place and the reason', (input, line) => {
  expect(lines(input)[0]).toMatch(line);
});

test('a result of names that look the same opens, and tells them apart', () => {
  const result = written(done(0, 0));
  const names = (given: readonly string[]) => {
    const parsed = parseResult({ ...result, study: { variants: given.map((name) => ({ name })) } });
    return parsed.ok ? parsed.result.study.variants.map(({ name }) => name) : parsed.problems;
  };
  expect(names(['A', 'Ａ'])).toEqual(['A', 'Ａ 2']);
  expect(names(['A', 'A\u200b'])).toEqual(['A', 'A�']);
});

test('nothing that can be thrown at the parser makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (anything, results) => {
      expect(parseResult(anything).ok).toBe(false);
      expect(parseResult({ ...written(), results: [results] }).ok).toBe(false);
    }),
  );
});

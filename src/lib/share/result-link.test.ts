import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultFiles } from '#lib/experiment/results.arbitrary.ts';
import { presets } from '#lib/experiment/presets.ts';
import { FULL_DETAIL, leftOut, STEPS } from './detail.ts';
import { sealLink } from './link-envelope.ts';
import { readResultLink, writeResultLink } from './result-link.ts';
import { shareRun } from './share-run.ts';
import { environment, resultsOf, studyOf } from './shared.samples.ts';
import type { SharedResult } from './shared-result.ts';
import { writeDocument } from './write-document.ts';

const PAGE = 'https://example.org/crps-lab/result/';

async function hashOf(result: SharedResult): Promise<string> {
  return (await writeResultLink(result, PAGE)).address.slice(PAGE.length);
}

async function opened(hash: string): Promise<SharedResult> {
  const read = await readResultLink(hash);
  if (read.status !== 'ok') throw new Error(JSON.stringify(read));
  return read.result;
}

const small = studyOf({ replicates: 4, base: { epochs: 3 } });
const shared = shareRun(small, environment, resultsOf(small), { oracle: 11.23456 });

describe('what is carried', () => {
  test('any result comes back: the study as it was, the scores to four digits, failures, digest', async () => {
    const some = resultFiles.filter(({ results }) => results.length > 0);
    await fc.assert(
      fc.asyncProperty(some, async ({ study, environment, results }) => {
        const before = shareRun(study, environment, results);
        const after = await opened(await hashOf(before));
        expect(after.study).toEqual(study);
        expect(after.environment).toEqual(environment);
        expect(after.digest).toBe(before.digest);
        after.variants.forEach((variant, i) => {
          const own = before.variants[i];
          expect(variant.name).toBe(own?.name);
          expect(variant.failed.map(({ replicate, reason }) => [replicate, reason])).toEqual(
            own?.failed.map(({ replicate, reason }) => [replicate, reason]),
          );
          expect(variant.done.map(({ replicate }) => replicate)).toEqual(
            own?.done.map(({ replicate }) => replicate),
          );
        });
      }),
      { numRuns: 60 },
    );
  });

  test('a link with names that look the same opens, and tells them apart', async () => {
    const [first, second] = small.variants;
    const study = {
      ...small,
      variants: [
        { ...first, name: 'A' },
        { ...second, name: 'A\u00a0' },
      ],
    };
    const { study: read, variants } = await opened(await hashOf({ ...shared, study }));
    expect(read.variants.map(({ name }) => name)).toEqual(['A', 'A 2']);
    expect(variants.map(({ name }) => name)).toEqual(['A', 'A 2']);
  });

  test('every score is rounded as it says, to the digit', async () => {
    const { variants } = await opened(await hashOf(shared));
    variants.forEach((variant, i) =>
      variant.done.forEach((replicate, k) => {
        const exact = shared.variants[i]?.done[k];
        expect(replicate.testCrps).toBe(Number(exact?.testCrps.toPrecision(4)));
        expect(replicate.validationCrps).toBe(Number(exact?.validationCrps?.toPrecision(4)));
        expect(replicate.testLogScore).toBe(Number(exact?.testLogScore?.toPrecision(4)));
        expect(replicate.coverage90).toBe(Number(exact?.coverage90?.toPrecision(3)));
        expect(replicate.boundShare).toBe(0);
      }),
    );
    expect((await opened(await hashOf(shared))).oracle).toBe(11.23);
  });

  test('curves come as a median and a band, never one by one', async () => {
    const { variants } = await opened(await hashOf(shared));
    const [before, after] = [shared.variants[0]?.curves, variants[0]?.curves];
    expect(after?.validationCrps.count).toEqual([4, 4, 4]);
    before?.validationCrps.median.forEach((median, epoch) => {
      expect(after?.validationCrps.median[epoch]).toBeCloseTo(median, 2);
    });
    expect(after?.trainingLoss?.upper).toHaveLength(3);
  });

  test('of a table, the name, the digest and the kinds of its columns, and no value of any row', async () => {
    const study = studyOf({
      data: {
        source: { kind: 'table', name: 'cases.csv', digest: `sha256-${'0'.repeat(64)}` },
        target: { column: 'minutes', unit: 'min' },
      },
      replicates: 2,
    });
    const columns = [{ name: 'age', kind: 'number' as const, top: 'secret' }];
    const table = shareRun(study, environment, resultsOf(study, false), { columns });
    expect(JSON.stringify(writeDocument(table, FULL_DETAIL))).not.toContain('secret');
    const after = await opened(await hashOf(table));
    expect(after.columns).toEqual([{ name: 'age', kind: 'number' }]);
    expect(after.study.data.source).toEqual(study.data.source);
  });

  test('a run that was stopped says which replicates it has', async () => {
    const some = resultsOf(small).filter((_, i) => i % 3 === 1);
    const after = await opened(await hashOf(shareRun(small, environment, some)));
    expect(after.variants.flatMap(({ done }) => done.map(({ replicate }) => replicate))).toEqual(
      some.map(({ replicate }) => replicate),
    );
  });
});

describe('the length', () => {
  const four = presets.find(({ id }) => id === 'loss')?.study ?? small;
  const result = shareRun(four, environment, resultsOf(four));

  test('4 variants × 32 replicates fit 2,000 characters with curves, validation, log scores and coverage', async () => {
    expect(result.variants.map(({ done }) => done.length)).toEqual([32, 32, 32, 32]);
    const link = await writeResultLink(result, PAGE, 2000);
    expect(link.over).toBe(false);
    expect(link.address.length).toBeLessThanOrEqual(2000);
    const { variants } = await opened(link.address.slice(PAGE.length));
    for (const { done, curves } of variants) {
      expect(curves).not.toBeNull();
      for (const { validationCrps, testLogScore, coverage90 } of done) {
        expect([validationCrps, testLogScore, coverage90]).not.toContain(null);
      }
    }
  });

  test('detail goes in the stated order, a step at a time, until it fits', async () => {
    const full = await writeResultLink(result, PAGE);
    expect(full.steps).toBe(0);
    let longest = full.address.length - 1;
    for (let last = 0; last < STEPS.length;) {
      const link = await writeResultLink(result, PAGE, longest);
      if (link.over) break;
      expect(link.steps).toBeGreaterThan(last);
      expect(link.address.length).toBeLessThanOrEqual(longest);
      await opened(link.address.slice(PAGE.length));
      last = link.steps;
      longest = link.address.length - 1;
    }
  });

  test('what cannot fit says so and comes as short as it can be', async () => {
    const link = await writeResultLink(result, PAGE, 100);
    expect(link).toMatchObject({ over: true, steps: STEPS.length });
    expect((await opened(link.address.slice(PAGE.length))).variants[0]?.done).toHaveLength(32);
    expect(leftOut(link.steps, result)).toContain('learning curves');
  });
});

describe('what went wrong on the way', () => {
  test('ten thousand mutated links: none throws, and what opens is what was sent', async () => {
    const hash = await hashOf(shared);
    const expected = await opened(hash);
    const characters = 'ABCxyz019-_.:=+/%#& \u0000é';
    const mutation = fc.record({
      kind: fc.constantFrom('replace', 'insert', 'delete', 'swap', 'double'),
      at: fc.nat(hash.length - 1),
      length: fc.integer({ min: 1, max: 40 }),
      by: fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 3 }),
    });
    const mutated = fc.array(mutation, { minLength: 1, maxLength: 3 }).map((steps) =>
      steps.reduce((text, { kind, at, length, by }) => {
        const [head, tail] = [text.slice(0, at), text.slice(at)];
        if (kind === 'replace') return head + by + tail.slice(by.length);
        if (kind === 'insert') return head + by + tail;
        if (kind === 'delete') return head + tail.slice(length);
        if (kind === 'swap') return tail + head;
        return head + tail.slice(0, length) + tail;
      }, hash),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        const read = await readResultLink(text);
        if (read.status !== 'ok') {
          refused++;
          return;
        }
        // What is put beside a link or between its characters leaves it whole.
        expect(read.result).toEqual(expected);
      }),
      { numRuns: 10_000 },
    );
    expect(refused).toBeGreaterThan(9000);
  });

  test('a link cut anywhere is called cut', async () => {
    const hash = await hashOf(shared);
    for (let length = 2; length < hash.length; length++) {
      expect((await readResultLink(hash.slice(0, length))).status).toBe('cut');
    }
  });

  test('a link with a character changed anywhere is called damaged', async () => {
    const hash = await hashOf(shared);
    const begin = hash.indexOf(':') + 1;
    for (let at = begin; at < hash.length; at++) {
      if (hash[at] === '.') continue;
      const other = hash[at] === 'A' ? 'B' : 'A';
      const read = await readResultLink(hash.slice(0, at) + other + hash.slice(at + 1));
      expect(read.status).toBe('damaged');
    }
  });

  test('what a message puts around a link does not harm it', async () => {
    const hash = await hashOf(shared);
    for (const text of [`${hash}.`, `${hash})`, ` ${hash}\n`, hash.replace(':', '%3A')]) {
      expect((await readResultLink(text)).status).toBe('ok');
    }
  });

  test('no link, another version and one that is too long are told apart', async () => {
    expect((await readResultLink('')).status).toBe('empty');
    expect((await readResultLink('#')).status).toBe('empty');
    expect((await readResultLink('#content')).status).toBe('no-link');
    expect(await readResultLink('#2:abc.def')).toEqual({ status: 'other-version', version: 2 });
    expect((await readResultLink(`#1:${'A'.repeat(70_000)}`)).status).toBe('too-long');
  });
});

describe('what is made to harm', () => {
  const sound = writeDocument(shared, FULL_DETAIL);
  const study = sound.study as object;
  const cases: [string, unknown][] = [
    ['a number', 1],
    ['null', null],
    ['a list', [sound]],
    ['an unknown field', { ...sound, extra: 1 }],
    ['another prototype', JSON.parse('{"__proto__":{"study":{}},"study":{}}')],
    [
      'another prototype inside',
      { ...sound, study: JSON.parse('{"__proto__":{"replicates":2}}') as unknown },
    ],
    [
      'a thousand variants',
      { ...sound, study: { ...study, variants: Array(1000).fill({ name: 'a' }) } },
    ],
    ['a score that is a text', { ...sound, scores: { testCrps: 'NaN' } }],
    ['too few scores', { ...sound, scores: { testCrps: [[-2, 'A']] } }],
    [
      'scores that are not numbers',
      {
        ...sound,
        scores: {
          testCrps: [
            [-2, 'A----'],
            [-2, 'A----'],
          ],
        },
      },
    ],
    [
      'scores below zero',
      {
        ...sound,
        scores: {
          testCrps: [
            [-2, 'DAAAA'],
            [-2, 'DAAAA'],
          ],
        },
      },
    ],
    [
      'infinite scores',
      {
        ...sound,
        scores: {
          testCrps: [
            [308, 'w+BAAAA'],
            [308, 'w+BAAAA'],
          ],
        },
      },
    ],
    [
      'a failed replicate that finished',
      { ...sound, done: ['I', 'I'], failed: [[0, 'diverged', '', 'A']] },
    ],
    ['a replicate beyond the study', { ...sound, failed: [[0, 'diverged', '', 'gC']] }],
    ['runs beyond the study', { ...sound, done: ['gggggC', 'I'] }],
    [
      'a curve of a thousand epochs in no numbers',
      { ...sound, curves: { validationCrps: [[1000, 1000, 0, 'A', '']] } },
    ],
    ['a digest of another length', { ...sound, digest: 'abc' }],
    ['an engine that is a function', { ...sound, ran: ['simd', 1, 1, null, {}, 1] }],
    [
      'nothing at all',
      {
        ...sound,
        done: ['AI', 'AI'],
        scores: {
          testCrps: [
            [0, 'A'],
            [0, 'A'],
          ],
        },
        curves: undefined,
      },
    ],
  ];
  for (const [name, document] of cases) {
    test(`${name} is refused with the place and the reason`, async () => {
      const read = await readResultLink(await sealLink(JSON.stringify(document)));
      expect(read.status).toBe('invalid');
      if (read.status === 'invalid')
        expect(read.problems[0]?.message).toMatch(/^expected .+, got /);
    });
  }

  test('a bomb is not unpacked', async () => {
    const bomb = await sealLink(`"${'0'.repeat(45_000_000)}"`);
    expect(bomb.length).toBeLessThan(65_536);
    expect((await readResultLink(bomb)).status).toBe('too-large');
  });

  test('lists within lists without end are refused', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    for (const json of [
      deep,
      `{"study":${deep}}`,
      JSON.stringify(sound).replace('"study":{', `"study":{"data":${deep},`),
    ]) {
      expect((await readResultLink(await sealLink(json))).status).toBe('invalid');
    }
  });

  test('a sound link with any value put anywhere opens or is refused, and never throws', async () => {
    const paths = pathsOf(sound);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue(), async (path, value) => {
        const read = await readResultLink(
          await sealLink(JSON.stringify(replaced(sound, path, value))),
        );
        expect(['ok', 'invalid']).toContain(read.status);
      }),
      { numRuns: 2000 },
    );
  });
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(value: unknown, [head, ...rest]: Path, by: unknown): unknown {
  if (head === undefined) return by;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as object) };
  const inner: unknown = Reflect.get(copy, head);
  Reflect.set(copy, head, replaced(inner, rest, by));
  return copy;
}

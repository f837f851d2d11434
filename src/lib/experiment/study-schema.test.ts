import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemLine, problemsAt } from './problem.ts';
import { parseStudy, type ParsedStudy } from './study-schema.ts';
import { studyWithoutDefaults } from './study-without-defaults.ts';
import { studies } from './studies.arbitrary.ts';

function lines(parsed: ParsedStudy): string[] {
  return parsed.ok ? [] : parsed.problems.map(problemLine);
}

test('an empty object is the default study', () => {
  expect(parseStudy({})).toEqual({
    ok: true,
    study: {
      version: 1,
      title: 'One density or ten?',
      data: {
        source: { kind: 'builtin', id: 'surgery', rows: 5000, seed: 1 },
        target: { column: 'minutes', unit: 'min', shift: 0 },
        inputs: ['procedure', 'surgeon', 'admission', 'asa', 'age', 'scheduled'],
        kinds: {},
        split: { validation: 0.1, test: 0.2, seed: 1, perReplicate: false },
      },
      base: {
        family: 'lognormal',
        components: 1,
        hidden: [64, 64],
        activation: 'relu',
        dropout: 0,
        streams: 'shared',
        loss: 'nll',
        epochs: 20,
        batchSize: 64,
        learningRate: 0.001,
        weightDecay: 0,
        clipNorm: 5,
        patience: null,
      },
      variants: [{ name: '1 density' }, { name: '10 densities', components: 10 }],
      replicates: 32,
      seed: 1,
    },
  });
});

test('the default study in its shortest form is its version alone', () => {
  const parsed = parseStudy({});
  expect(parsed.ok && studyWithoutDefaults(parsed.study)).toEqual({ version: 1 });
});

test.each([
  [{ base: { components: 0 } }, 'base.components: expected a whole number from 1 to 20, got 0'],
  [{ base: { components: 2.5 } }, 'base.components: expected a whole number from 1 to 20, got 2.5'],
  [{ base: { family: 'gamma' } }, 'base.family: expected "lognormal" or "normal", got "gamma"'],
  [{ base: { hidden: [64, 0] } }, 'base.hidden.1: expected a whole number from 1 to 512, got 0'],
  [
    { base: { hidden: [1, 1, 1, 1, 1] } },
    'base.hidden: expected a list of 0 to 4 layers, got a list of 5',
  ],
  [{ base: { dropout: 1 } }, 'base.dropout: expected a share of at least 0 and below 1, got 1'],
  [
    { base: { learningRate: 0 } },
    'base.learningRate: expected a number above 0, at most 1e9, got 0',
  ],
  [
    { base: { learningRate: NaN } },
    'base.learningRate: expected a number above 0, at most 1e9, got NaN',
  ],
  [{ base: { epochs: '20' } }, 'base.epochs: expected a whole number from 1 to 1000, got "20"'],
  [
    { base: { clipNorm: 0 } },
    'base.clipNorm: expected null (no clipping) or a number above 0, got 0',
  ],
  [{ base: null }, /^base: expected an object with the fields family, .*, got null$/],
  [{ base: [] }, /^base: expected an object .*, got a list of 0$/],
  [{ base: { component: 3 } }, /^base.component: expected one of the fields family, components,/],
  [{ replicates: 257 }, 'replicates: expected a whole number from 1 to 256, got 257'],
  [{ version: 2 }, 'version: expected version 1, the only one that this program reads, got 2'],
  [{ seed: 2 ** 53 }, /^seed: expected a whole number between/],
  [{ variants: [] }, 'variants: expected a list of 1 to 16 variants, got a list of 0'],
  [{ variants: [{ name: ' ' }] }, 'variants.0.name: expected a name (1 to 80 characters), got " "'],
  [
    { variants: [{ name: 'a' }, { name: 'a' }] },
    'variants.1.name: expected a name of its own, got "a" again',
  ],
  [
    { variants: [{ name: '1 density' }, { name: '\u20071 density' }] },
    'variants.1.name: expected a name of its own, got "\u20071 density" beside "1 density", which looks the same',
  ],
  [
    { variants: [{ name: 'A\u200b' }, { name: 'A\u2060' }] },
    'variants.1.name: expected a name of its own, got "A�" again',
  ],
  [
    { base: { loss: 'nll\u200b\u202e' } },
    'base.loss: expected "nll" or "crps", got "nll\\u200b\\u202e"',
  ],
  [{ variants: [{ name: 'a', epoch: 3 }] }, /^variants.0.epoch: expected one of the fields name, /],
  [
    { data: { source: { rows: 60_000 } } },
    'data.source.rows: expected a whole number from 20 to 53783, got 60000',
  ],
  [
    { data: { source: { kind: 'url' } } },
    'data.source.kind: expected "builtin" or "table", got "url"',
  ],
  [
    {
      data: { source: { kind: 'table', name: 'a.csv', digest: 'x' }, target: { column: 'y' } },
    },
    /^data.source.digest: expected sha256-/,
  ],
  [
    { data: { source: { kind: 'table', name: 'a.csv' }, target: { column: 'y' } } },
    'data.source.digest: this field is missing; expected sha256- and 64 hexadecimal digits',
  ],
  [
    { data: { split: { validation: 0.5, test: 0.5 } } },
    /^data.split: expected validation and test shares of at most 0.9/,
  ],
  [
    { data: { inputs: ['minutes'] } },
    'data.inputs: expected inputs without the target, got "minutes"',
  ],
  [{ data: { inputs: ['age', 'age'] } }, 'data.inputs: expected each column once, got one twice'],
  [
    { data: { kinds: { age: 'date' } } },
    'data.kinds.age: expected "number", "category" or "text", got "date"',
  ],
  [JSON.parse('{"__proto__": {"seed": 3}}'), /^__proto__: expected one of the fields/],
  [{ data: { kinds: JSON.parse('{"__proto__": "text"}') } }, /^data.kinds: expected an object/],
  [[], /^expected an object with the fields version, .*, got a list of 0$/],
  ['study', /^expected an object .*, got "study"$/],
  [null, /^expected an object .*, got null$/],
])(
  'a faulty study is refused in one line that says where, what was expected and what came: %j',
  (input, line) => {
    const found = lines(parseStudy(input));
    expect(found).toHaveLength(1);
    if (typeof line === 'string') expect(found[0]).toBe(line);
    else expect(found[0]).toMatch(line);
  },
);

test('every fault is reported, so that a form can show each beside its field', () => {
  const parsed = parseStudy({ base: { components: 0, epochs: 0 }, replicates: 0 });
  expect(parsed.ok).toBe(false);
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems.map((problem) => problem.path)).toEqual([
    'base.components',
    'base.epochs',
    'replicates',
  ]);
  expect(problemsAt(problems, 'base')).toHaveLength(2);
  expect(problemsAt(problems, 'base.comp')).toHaveLength(0);
});

test('a table has no default target: it must be chosen', () => {
  const source = { kind: 'table', name: 'cases.csv', digest: `sha256-${'0'.repeat(64)}` };
  expect(lines(parseStudy({ data: { source } }))).toEqual([
    'data.target.column: expected the name of a column (1 to 1000 characters), got ""',
  ]);
  expect(parseStudy({ data: { source, target: { column: 'hours' } } }).ok).toBe(true);
});

test('another built-in set brings its own rows and target', () => {
  const parsed = parseStudy({ data: { source: { id: 'wages' } } });
  expect(parsed.ok && parsed.study.data).toMatchObject({
    source: { kind: 'builtin', id: 'wages', rows: 534, seed: 1 },
    target: { column: 'wage' },
  });
});

test('a base of several densities is not compared with a variant called one density', () => {
  const parsed = parseStudy({ base: { components: 3 } });
  expect(parsed.ok && parsed.study.variants).toEqual([{ name: 'Base' }]);
});

test('a field set to undefined is a field left out, in variants too', () => {
  const parsed = parseStudy({ seed: undefined, variants: [{ name: 'a', components: undefined }] });
  expect(parsed.ok && parsed.study.variants).toEqual([{ name: 'a' }]);
  expect(parsed.ok && 'components' in parsed.study.variants[0]).toBe(false);
});

test('a study survives being written and read, in full and in its shortest form', () => {
  fc.assert(
    fc.property(studies, (study) => {
      expect(parseStudy(JSON.parse(JSON.stringify(study)))).toEqual({ ok: true, study });
      const short = JSON.stringify(studyWithoutDefaults(study));
      expect(parseStudy(JSON.parse(short))).toEqual({ ok: true, study });
    }),
  );
});

test('nothing that can be thrown at the parser makes it throw', () => {
  const field = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
  const hostile = fc.record(
    {
      version: field,
      title: field,
      data: fc.oneof(
        field,
        fc.record({ source: field, target: field, split: field, kinds: field }),
      ),
      base: fc.oneof(field, fc.record({ hidden: field, components: field, clipNorm: field })),
      variants: fc.oneof(field, fc.array(field)),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(field, hostile), (input) => {
      const parsed = parseStudy(input);
      if (parsed.ok) expect(parseStudy(parsed.study)).toEqual(parsed);
      else expect(parsed.problems.length).toBeGreaterThan(0);
    }),
  );
});

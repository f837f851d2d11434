import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crpsBatch } from '#lib/crps/index.ts';
import { stream } from '#lib/random/stream.ts';
import { simulateSurgery } from './builtin/simulateSurgery.ts';
import type { Dataset, Part } from './dataset.ts';
import { prepareDataset } from './prepareDataset.ts';
import type { DataSpec } from './spec.ts';
import type { Column, Table } from './table.ts';

const spec: DataSpec = {
  source: { kind: 'table', name: 'cases.csv', digest: `sha256-${'0'.repeat(64)}` },
  target: { column: 'y', unit: 'min', shift: 0 },
  inputs: null,
  kinds: {},
  split: { validation: 0.2, test: 0.2, seed: 1, perReplicate: false },
};

const number = (name: string, values: number[]): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const text = (name: string, values: string[]): Column => ({ kind: 'text', name, values });
const category = (name: string, levels: string[], codes: number[]): Column => ({
  kind: 'category',
  name,
  levels,
  codes: Int32Array.from(codes),
});
const table = (...columns: Column[]): Table => ({
  name: 'cases.csv',
  rows: columns[0].kind === 'category' ? columns[0].codes.length : columns[0].values.length,
  columns,
});
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

function prepare(source: Table, over: Partial<DataSpec> = {}, replicate: number | null = null) {
  const preparation = prepareDataset(source, { ...spec, ...over }, replicate);
  if (preparation.status === 'refused') throw new Error(preparation.message);
  return preparation.dataset;
}

function refusal(source: Table, over: Partial<DataSpec> = {}) {
  const preparation = prepareDataset(source, { ...spec, ...over }, null);
  if (preparation.status === 'ok') throw new Error('expected a refusal');
  return preparation;
}

/** The encoded inputs of a table row, by feature name. */
function inputsOf(dataset: Dataset, row: number): Record<string, number> {
  for (const part of [dataset.train, dataset.validation, dataset.test]) {
    const i = part.rows.indexOf(row);
    if (i < 0) continue;
    const values = part.inputs.subarray(i * dataset.width, (i + 1) * dataset.width);
    return Object.fromEntries(dataset.features.map((feature, j) => [feature, values[j]]));
  }
  throw new Error(`row ${row} is in no part`);
}

const parts = (dataset: Dataset) => [dataset.train, dataset.validation, dataset.test];
const y = (count: number) =>
  number(
    'y',
    range(count).map((i) => 1 + (i % 7) + i / 10_000),
  );
const x = (count: number) =>
  number(
    'x',
    range(count).map((i) => (i * 37) % 101),
  );

test('splits are disjoint, cover every usable row and have the shares asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 400 }),
      fc.double({ min: 0.01, max: 0.45, noNaN: true }),
      fc.double({ min: 0.01, max: 0.45, noNaN: true }),
      fc.maxSafeInteger(),
      (count, validation, test, seed) => {
        const dataset = prepare(table(number('x', range(count)), number('y', range(count))), {
          split: { validation, test, seed, perReplicate: false },
        });
        const rows = parts(dataset).flatMap((part) => [...part.rows]);
        expect(rows.sort((a, b) => a - b)).toEqual(range(count));
        expect(Math.abs(dataset.test.count - test * count)).toBeLessThanOrEqual(1);
        expect(Math.abs(dataset.validation.count - validation * count)).toBeLessThanOrEqual(1);
        expect(dataset.train.count).toBeGreaterThan(0);
      },
    ),
    { numRuns: 100 },
  );
});

test('a split depends on its seed, and on the replicate only where each has its own', () => {
  const source = table(x(100), y(100));
  const rows = (seed: number, perReplicate: boolean, replicate: number | null) =>
    prepare(source, { split: { ...spec.split, seed, perReplicate } }, replicate).test.rows.join();
  expect(rows(1, false, 3)).toBe(rows(1, false, null));
  expect(rows(1, true, 0)).toBe(rows(1, false, null));
  expect(rows(1, true, 3)).not.toBe(rows(1, true, 4));
  expect(rows(2, false, null)).not.toBe(rows(1, false, null));
});

test('rows without a finite target are left out and counted', () => {
  const values = range(50).map((i) => (i < 3 ? NaN : i === 3 ? Infinity : i));
  const dataset = prepare(table(x(50), number('y', values)));
  expect(parts(dataset).reduce((sum, part) => sum + part.count, 0)).toBe(46);
  expect(dataset.notices).toContain('4 of 50 rows have no number in “y” and were left out.');
});

test('targets are in their own unit, less the shift', () => {
  const dataset = prepare(table(x(40), y(40)), { target: { ...spec.target, shift: -60 } });
  const { rows, targets } = dataset.test;
  expect([...targets]).toEqual([...rows].map((row) => 60 + (1 + (row % 7) + row / 10_000)));
});

test('numbers are standardised by the training rows', () => {
  const dataset = prepare(table(x(200), y(200)));
  const { inputs, count } = dataset.train;
  const mean = inputs.reduce((sum, value) => sum + value, 0) / count;
  const square = inputs.reduce((sum, value) => sum + value * value, 0) / count;
  expect(mean).toBeCloseTo(0, 5);
  expect(square).toBeCloseTo(1, 5);
});

test('a missing number is the training median, with a flag', () => {
  const values = range(100).map((i) => (i % 4 === 0 ? NaN : i % 4));
  const dataset = prepare(table(number('x', values), y(100)));
  expect(dataset.features).toEqual(['x', 'x (missing)']);
  expect(inputsOf(dataset, 0)).toEqual({ x: inputsOf(dataset, 2).x, 'x (missing)': 1 });
  expect(inputsOf(dataset, 2)['x (missing)']).toBe(0);
});

test('a number that no training row lacks needs no flag: elsewhere it is the median', () => {
  const complete = table(x(60), y(60));
  const { rows } = prepare(complete).test;
  const values = range(60).map((i) => (i === rows[0] ? NaN : (i * 37) % 101));
  const dataset = prepare(table(number('x', values), y(60)));
  expect(dataset.features).toEqual(['x']);
  expect(Math.abs(inputsOf(dataset, rows[0]).x)).toBeLessThan(0.5);
});

test('a number far out is held at 20 standard deviations, and extremes stay finite', () => {
  const { rows } = prepare(table(x(60), y(60))).test;
  const values = range(60).map((i) => (i === rows[0] ? 1e300 : (i * 37) % 101));
  expect(inputsOf(prepare(table(number('x', values), y(60))), rows[0]).x).toBe(20);
  const wild = range(60).map((i) => (i % 2 ? Number.MAX_VALUE : -Number.MAX_VALUE));
  const dataset = prepare(table(number('x', wild), y(60)));
  expect(dataset.train.inputs.every((value) => Math.abs(value) > 0.5)).toBe(true);
  expect(dataset.train.inputs.every(Number.isFinite)).toBe(true);
});

test('a category has an input for each frequent level, one for the rare and one for missing', () => {
  const codes = range(400).map((i) => (i < 4 ? 3 + i : i < 60 ? -1 : i % 3));
  const levels = ['a', 'b', 'c', 'rare 1', 'rare 2', 'rare 3', 'rare 4'];
  const dataset = prepare(table(category('kind', levels, codes), y(400)));
  expect([...dataset.features].sort()).toEqual(
    ['kind = a', 'kind = b', 'kind = c', 'kind = (other)', 'kind = (missing)'].sort(),
  );
  for (const row of range(400)) {
    const hot = Object.entries(inputsOf(dataset, row)).filter(([, value]) => value !== 0);
    const expected = row < 4 ? '(other)' : row < 60 ? '(missing)' : 'abc'[row % 3];
    expect(hot).toEqual([[`kind = ${expected}`, 1]]);
  }
  expect(dataset.notices.join()).toMatch(/“kind”: [2-4] rare values share one input\./);
});

test('a level that training never saw goes to the pool, or to zeros where there is no pool', () => {
  const { train, test: held } = prepare(table(x(100), y(100)));
  const unseen = held.rows[0];
  const codes = range(100).map((i) => (i === unseen ? 2 : i % 2));
  const without = prepare(table(category('kind', ['a', 'b', 'new'], codes), y(100)));
  expect(inputsOf(without, unseen)).toEqual({ 'kind = a': 0, 'kind = b': 0 });

  codes[train.rows[0]] = 3;
  const pooled = prepare(table(category('kind', ['a', 'b', 'new', 'rare'], codes), y(100)));
  expect(inputsOf(pooled, unseen)).toEqual({ 'kind = a': 0, 'kind = b': 0, 'kind = (other)': 1 });
});

test('text is a bag of its frequent words in lower case', () => {
  const values = range(100).map((i) =>
    i % 10 === 9 ? '' : i % 2 ? 'Open HERNIA repair' : 'hernia-repair, laparoscopic',
  );
  const dataset = prepare(table(text('name', values), y(100)));
  expect([...dataset.features].sort()).toEqual(
    ['name has “hernia”', 'name has “laparoscopic”', 'name has “open”', 'name has “repair”']
      .concat('name (missing)')
      .sort(),
  );
  expect(inputsOf(dataset, 1)).toMatchObject({ 'name has “open”': 1, 'name has “hernia”': 1 });
  expect(inputsOf(dataset, 0)).toMatchObject({ 'name has “open”': 0, 'name (missing)': 0 });
  expect(inputsOf(dataset, 9)).toMatchObject({ 'name has “repair”': 0, 'name (missing)': 1 });
});

test('only the most frequent words of a text are used', () => {
  const values = range(3000).map((i) =>
    range(40)
      .map((k) => `w${(i * 7 + k * k) % 300}`)
      .join(' '),
  );
  const dataset = prepare(table(text('name', values), y(3000)));
  expect(dataset.width).toBe(100);
  expect(dataset.notices).toEqual(['“name”: the 100 most frequent of 300 words are used.']);
});

test('columns that hold one value are left out with a notice', () => {
  const dataset = prepare(
    table(
      x(50),
      number('one', range(50).fill(4)),
      category('same', ['a'], range(50).fill(0)),
      number('empty', range(50).fill(NaN)),
      text(
        'blank',
        range(50).map(() => ''),
      ),
      category('id', range(50).map(String), range(50)),
      y(50),
    ),
  );
  expect(dataset.features).toEqual(['x']);
  expect(dataset.notices).toEqual([
    '“one” holds one value in every training row and was left out.',
    '“same” holds one value in every training row and was left out.',
    '“empty” has no number in any training row and was left out.',
    '“blank” has no words in any training row and was left out.',
    '“id” has no value that 5 training rows share and was left out.',
  ]);
});

test('the width is limited: wide columns give way first, and a notice says so', () => {
  const rows = 4000;
  const wide = (name: string, step: number) =>
    category(
      name,
      range(200).map(String),
      range(rows).map((i) => (i * step) % 199),
    );
  const dataset = prepare(table(x(rows), wide('a', 1), wide('b', 3), wide('c', 7), y(rows)));
  expect(dataset.width).toBeLessThanOrEqual(256);
  expect(dataset.width).toBeGreaterThan(250);
  expect(dataset.features).toContain('x');
  expect(dataset.notices[0]).toMatch(
    /limited to 256 for 4,000 rows: a column has at most 84 values or/,
  );
});

test('more number columns than the limit are cut, and a notice says how many', () => {
  const columns = range(300).map((k) =>
    number(
      `x${k}`,
      range(60).map((i) => (i * (k + 3)) % 307),
    ),
  );
  const dataset = prepare(table(...columns, y(60)));
  expect(dataset.width).toBe(256);
  expect(dataset.notices.join()).toContain(
    'the last 44 of 300 columns do not fit and were left out',
  );
});

test('inputs are used in the order chosen, and chosen kinds are honoured', () => {
  const source = table(
    x(60),
    number(
      'z',
      range(60).map((i) => i % 2),
    ),
    y(60),
  );
  const dataset = prepare(source, { inputs: ['z', 'x'], kinds: { z: 'category' } });
  expect([...dataset.features].sort()).toEqual(['x', 'z = 0', 'z = 1']);
  expect(dataset.features.at(-1)).toBe('x');
});

test('what cannot be trained on is refused with the reason', () => {
  const few = refusal(table(x(19), y(19)));
  expect(few.reason).toBe('too-few');
  expect(few.message).toContain('19 of 19 rows');
  expect(refusal(table(x(30), number('y', range(30).fill(3)))).reason).toBe('constant');
  expect(refusal(table(x(30), text('y', range(30).map(String)))).reason).toBe('not-numeric');
  expect(refusal(table(x(30), number('z', range(30)))).reason).toBe('missing-column');
  expect(refusal(table(x(30), y(30)), { inputs: ['nope'] }).message).toContain('“nope”');
  expect(refusal(table(x(30), y(30)), { inputs: ['y'] }).reason).toBe('missing-input');
  expect(refusal(table(number('x', range(30).fill(1)), y(30))).reason).toBe('no-inputs');
  expect(refusal(table(y(30))).reason).toBe('no-inputs');
});

test('a target that varies only outside the training rows is refused', () => {
  const { rows } = prepare(table(x(60), y(60))).test;
  const values = range(60).map((i) => (i === rows[0] ? 2 : 1));
  expect(refusal(table(x(60), number('y', values))).reason).toBe('constant');
});

const cell = fc.oneof(fc.double({ noDefaultInfinity: true }), fc.integer({ min: -5, max: 5 }));

test('held-out rows change no statistic: whatever they hold, training rows are encoded the same', () => {
  const count = 60;
  const { train } = prepare(table(x(count), y(count)));
  const training = new Set(train.rows);
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: count, maxLength: count }),
      fc.array(fc.integer({ min: -1, max: 5 }), { minLength: count, maxLength: count }),
      fc.array(fc.constantFrom('', 'a b', 'b c d', 'zz'), { minLength: count, maxLength: count }),
      (numbers, codes, words) => {
        const source = (held: boolean) =>
          table(
            x(count),
            number(
              'n',
              range(count).map((i) => (held && !training.has(i) ? numbers[i] : i % 5)),
            ),
            category(
              'c',
              range(6).map(String),
              range(count).map((i) => (held && !training.has(i) ? codes[i] : i % 3)),
            ),
            text(
              't',
              range(count).map((i) =>
                held && !training.has(i) ? words[i] : 'a b'.slice(0, 1 + 2 * (i % 2)),
              ),
            ),
            y(count),
          );
        const plain = prepare(source(false));
        const changed = prepare(source(true));
        expect(changed.features).toEqual(plain.features);
        expect([...changed.train.inputs]).toEqual([...plain.train.inputs]);
      },
    ),
  );
});

test('every encoded number is finite, whatever the columns hold', () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { minLength: 30, maxLength: 80 }), (values) => {
      const dataset = prepare(table(number('n', values), x(values.length), y(values.length)));
      for (const part of parts(dataset)) expect(part.inputs.every(Number.isFinite)).toBe(true);
    }),
  );
});

test('53,783 simulated operations are encoded whole', () => {
  const dataset = prepare(simulateSurgery(53_783, 1), {
    target: { column: 'minutes', unit: 'min', shift: 0 },
  });
  expect(parts(dataset).reduce((sum, part) => sum + part.count, 0)).toBe(53_783);
  expect(dataset.features).toContain('procedure = tonsillectomy and adenoidectomy');
  expect(dataset.width).toBeLessThanOrEqual(256);
});

test('the oracle of simulated rows is the expected score of their truth, as sampling shows', () => {
  const { rows, targets, oracle, truth } = prepare(simulateSurgery(20_000, 1), {
    target: { column: 'minutes', unit: 'min', shift: 0 },
  }).train;
  const { weights, mus, sigmas } = truth!;
  const scores = crpsBatch('lognormal', targets, weights, mus, sigmas, 2);
  // What each outcome adds to its own row's expectation has mean 0.
  const surprise = Array.from(scores, (score, i) => score - oracle![i]);
  const mean = surprise.reduce((sum, value) => sum + value, 0) / rows.length;
  const square = surprise.reduce((sum, value) => sum + value ** 2, 0) / rows.length;
  expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(square / rows.length));
  expect(mean + oracle!.reduce((sum, value) => sum + value, 0) / rows.length).toBeGreaterThan(5);

  // And one bimodal row, drawn many times.
  const row = weights.findIndex((weight, i) => i % 2 === 1 && weight > 0.3) >> 1;
  const random = stream(1, 0, 'oracle test');
  const draws = 100_000;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < draws; i++) {
    const [one, other] = [0, 1].map(() => {
      const k = 2 * row + (random.uniform() < weights[2 * row + 1] ? 1 : 0);
      return Math.exp(mus[k] + sigmas[k] * random.normal());
    });
    const half = Math.abs(one - other) / 2;
    sum += half;
    squares += half * half;
  }
  const error = Math.sqrt((squares / draws - (sum / draws) ** 2) / draws);
  expect(Math.abs(sum / draws - oracle![row])).toBeLessThan(4 * error);
});

test('the truth of simulated rows travels with them, unless the target is shifted or another column', () => {
  const source = simulateSurgery(200, 1);
  const target = { column: 'minutes', unit: 'min', shift: 0 };
  const part: Part = prepare(source, { target }).test;
  const row = part.rows[5];
  expect(part.truth?.mus[10]).toBe(source.truth?.mus[2 * row]);
  expect(part.truth?.weights.length).toBe(2 * part.count);
  const shifted = prepare(source, { target: { ...target, shift: -1 } }).test;
  expect(shifted.truth).toBeUndefined();
  expect([...shifted.oracle!]).toEqual([...part.oracle!]);
  expect(
    prepare(source, { target: { ...target, column: 'scheduled' } }).test.truth,
  ).toBeUndefined();
});

import Papa from 'papaparse';
import { beforeAll, expect, test } from 'vitest';
import { diagnose } from '#lib/experiment/diagnostics.ts';
import { pairedDifference } from '#lib/experiment/difference.ts';
import { summarise } from '#lib/experiment/statistics.ts';
import { experimentOf } from '#lib/experiment/study.ts';
import { latexTable } from './latex-table.ts';
import { markdownTable } from './markdown-table.ts';
import { replicatesCsv } from './replicates-csv.ts';
import { scoreTable } from './score-table.ts';
import { testRowsCsv } from './test-rows-csv.ts';
import { trainedSource, type TrainedSource } from './trained-source.ts';

let source: TrainedSource;
beforeAll(async () => {
  source = await trainedSource({
    title: 'A_b & 50 % | <c> $x$',
    data: { source: { id: 'surgery', rows: 400 }, target: { shift: -3 } },
    base: { hidden: [8], epochs: 2 },
    variants: [
      { name: '=1 density' },
      { name: 'Normal #3, 50 %', family: 'normal', components: 3 },
    ],
    replicates: 3,
  });
});

const parsed = (csv: string) =>
  Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data;

test('the replicates’ file holds every replicate with the scores of the run', () => {
  const { study, variants } = source;
  const rows = parsed(replicatesCsv(study, variants));
  expect(rows).toHaveLength(6);
  expect(rows.map(({ variant, replicate }) => [variant, replicate])).toEqual([
    ["'=1 density", '1'],
    ["'=1 density", '2'],
    ["'=1 density", '3'],
    ['Normal #3, 50 %', '1'],
    ['Normal #3, 50 %', '2'],
    ['Normal #3, 50 %', '3'],
  ]);
  const [first] = variants[0].done;
  expect(Number(rows[0].test_crps)).toBe(first.testCrps);
  expect(rows[0]).toMatchObject({ unit: 'min', status: 'finished', epochs: '2', reason: '' });
});

test('a failed replicate stands in its place with its reason, and nothing is made up for a link', () => {
  const { study } = source;
  const scoreOnly = {
    validationCrps: null,
    testLogScore: null,
    coverage50: null,
    coverage90: null,
    excessCrps: null,
    durationMs: null,
    boundShare: null,
  };
  const rows = parsed(
    replicatesCsv(study, [
      {
        name: 'A',
        done: [
          { replicate: 2, testCrps: 1.5, ...scoreOnly },
          { replicate: 0, testCrps: 1.25, ...scoreOnly },
        ],
        failed: [{ replicate: 1, reason: 'diverged', message: 'It diverged, at “epoch” 2.' }],
      },
    ]),
  );
  expect(rows.map((row) => [row.replicate, row.status, row.test_crps, row.epochs])).toEqual([
    ['1', 'finished', '1.25', ''],
    ['2', 'failed', '', ''],
    ['3', 'finished', '1.5', ''],
  ]);
  expect(rows[1].reason).toBe('It diverged, at “epoch” 2.');
});

test('the test rows’ file holds outcomes, mixtures and scores that agree with the run', () => {
  const { study, variants, predictions, dataset } = source;
  const forecasts = variants.map(({ name }, index) => {
    const held = predictions[index];
    if (!held) throw new Error('There are no predictions.');
    const { family } = experimentOf(study.base, study.variants[index]);
    return { variant: name, family, predictions: held, test: dataset.test };
  });
  const rows = parsed([...testRowsCsv(-3, forecasts)].join(''));
  expect(rows).toHaveLength(2 * dataset.test.count);
  forecasts.forEach(({ family, predictions: held }, index) => {
    const own = rows.slice(index * dataset.test.count, (index + 1) * dataset.test.count);
    const scores = own.map((row) => Number(row.crps));
    expect(summarise(scores)?.mean).toBeCloseTo(variants[index].done[0].testCrps, 10);
    const { pit } = diagnose(family, held, dataset.test);
    own.forEach((row, i) => {
      expect(Number(row.row)).toBe(dataset.test.rows[i] + 1);
      expect(Number(row.outcome)).toBeCloseTo(dataset.test.targets[i] - 3, 10);
      expect(Number(row.pit)).toBe(pit[i]);
      const [q05, median, q95] = [row.q05, row.median, row.q95].map(Number);
      expect(q05 < median && median < q95).toBe(true);
      // The outcome lies below the median exactly where its PIT is below a half.
      expect(Number(row.outcome) < median).toBe(pit[i] < 0.5);
    });
    const weights = [own[0].weight_1, own[0].weight_2, own[0].weight_3].map(Number);
    expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 6);
    expect(Number(own[0].mu_1)).toBeCloseTo(held.mus[0] + held.origin, 6);
  });
  expect(rows[0]).toMatchObject({ replicate: '1', weight_2: '', sigma_3: '' });
});

test('far from zero for their spread, numbers have as many digits as they need, and outcomes come back', () => {
  for (const [origin, shift] of [
    [1e9, 0],
    [1e15, 0],
    [3.5, 1e9],
    [0, 0.1],
  ]) {
    // As the table's column less the shift gives it.
    const test = {
      rows: Int32Array.of(0),
      targets: Float64Array.of(origin + 0.25 + shift - shift),
    };
    const predictions = {
      components: 1,
      origin,
      weights: Float32Array.of(1),
      mus: Float64Array.of(0.123456789),
      sigmas: Float64Array.of(1.5),
      crps: Float64Array.of(1),
    };
    const forecast = { variant: 'A', family: 'normal' as const, predictions, test };
    const [row] = parsed([...testRowsCsv(shift, [forecast])].join(''));
    expect(Number(row.outcome) - shift).toBe(test.targets[0]);
    expect(Number(row.mu_1)).toBeCloseTo(origin + 0.123456789, 8);
    expect(Number(row.median)).toBeCloseTo(origin + shift + 0.123456789, 7);
    expect(Number(row.q95) - Number(row.q05)).toBeCloseTo(2 * 1.6448536269514722 * 1.5, 0);
    expect(Number(row.pit)).toBeCloseTo(0.53363, 4);
  }
});

test('forecasts of other rows are refused, not written beside the wrong outcomes', () => {
  const { predictions, dataset } = source;
  const [held] = predictions;
  if (!held) throw new Error('There are no predictions.');
  const test = { rows: dataset.test.rows.slice(1), targets: dataset.test.targets.slice(1) };
  const forecasts = [{ variant: 'A', family: 'lognormal' as const, predictions: held, test }];
  expect(() => [...testRowsCsv(0, forecasts)]).toThrow(/of 80 test rows, but the data has 79/);
});

test('the table for a paper says n, the intervals and the paired difference, and what they are', () => {
  const { study, variants } = source;
  const table = scoreTable(study, variants);
  const scores = variants.map(({ done }) => done.map(({ testCrps }) => testCrps));
  const summary = summarise(scores[0]);
  const difference = pairedDifference(scores[0], scores[1]);
  const number = (value?: number) => value?.toFixed(2).replace('-', '−');
  expect(table.headings).toEqual([
    'Variant',
    'n',
    'Mean CRPS (min)',
    '95 % interval',
    'SD',
    'Difference',
    '95 % interval',
    'Pairs',
  ]);
  expect(table.rows[0].slice(0, 4)).toEqual([
    '=1 density',
    '3',
    number(summary?.mean),
    `${number(summary?.interval?.lower)} to ${number(summary?.interval?.upper)}`,
  ]);
  expect(table.rows[1][5].replace('+', '')).toBe(difference?.mean.toFixed(1).replace('-', '−'));
  expect(table.rows[1][7]).toBe('3');
  expect(table.caption).toMatch(/Student’s 95 % interval of that mean/);
  expect(table.caption).toMatch(/paired by replicate/);
});

test('no cell of LaTeX is taken for the argument of the command before it', () => {
  const rows = ['[CRPS] x', '*star', ' [y]'].map((name) => [name, '1']);
  const latex = latexTable({ title: 'T', caption: 'c', headings: ['[Variant]', 'n'], rows });
  expect(latex).not.toMatch(/(rule|\\\\)\s*[[*]/);
});

test('Markdown has no links of bare addresses and names', () => {
  const names = ['see https://x.example/y', 'www.x.example', 'a@b.example', '@octocat', 'x.com'];
  const rows = names.map((name) => [name, '15.9']);
  const markdown = markdownTable({ title: '@team', caption: 'c', headings: ['V', 'n'], rows });
  expect(markdown).not.toMatch(/\w:\/\/|@\w|\w@|\w\.[a-z]/);
  expect(markdown).toContain('| 15.9 |');
});

test('Markdown and LaTeX escape what their readers would take for marks', () => {
  const { study, variants } = source;
  const table = scoreTable(study, variants);
  const markdown = markdownTable(table);
  expect(markdown).toContain('### A\\_b \\& 50 % \\| \\<c\\> \\$x\\$');
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(line.match(/(?<!\\)\|/g)).toHaveLength(9);

  const latex = latexTable(table);
  expect(latex).toContain(
    '\\caption{A\\_b \\& 50 \\% \\textbar{} \\textless{}c\\textgreater{} \\$x\\$.',
  );
  expect(latex).toContain('Normal \\#3, 50 \\%');
  const body = latex.split('\n').filter((line) => line.endsWith('\\\\'));
  expect(body).toHaveLength(3);
  for (const line of body) expect(line.match(/(?<!\\)&/g)).toHaveLength(7);
  expect(latex).not.toContain('−');
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '#lib/data/digest.ts';
import { parseResult, type ResultFile } from '#lib/experiment/result-file.ts';
import { labFolder, type LabFolder } from './labProcess.ts';

let folder: LabFolder;
beforeEach(async () => {
  folder = await labFolder();
});
afterEach(() => folder.remove());

const tiny = {
  data: { source: { kind: 'builtin', id: 'inverse-sine', rows: 200 } },
  base: { hidden: [8], epochs: 2 },
  replicates: 4,
};

async function resultIn(name: string): Promise<ResultFile> {
  const parsed = parseResult(JSON.parse(await readFile(join(folder.path, name), 'utf8')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.result;
}

function scores(file: ResultFile) {
  return file.results.map((result) => [
    result.variant,
    result.replicate,
    result.status === 'done' ? result.testCrps : result.reason,
  ]);
}

describe('a study', () => {
  test.for(['simd', 'wasm'])(
    'gives the same digest with one worker and with two, in other stacks, and prints a table (%s)',
    async (engine) => {
      await folder.write('study.json', tiny);
      const base = ['study.json', '--engine', engine];
      const one = await folder.lab([...base, '--out', 'one.json', '--workers', '1']);
      const two = await folder.lab([
        ...base,
        '--out',
        'two.json',
        '--workers',
        '2',
        '--stack',
        '1',
      ]);
      expect([one.status, two.status]).toEqual([0, 0]);
      const results = [await resultIn('one.json'), await resultIn('two.json')];
      expect(results[0].results).toHaveLength(8);
      expect(results.map(({ environment }) => environment)).toMatchObject([
        { engine, workers: 1, stack: 4 },
        { engine, workers: 2, stack: 1 },
      ]);
      expect(scores(results[1])).toEqual(scores(results[0]));
      expect(results[1].digest).toBe(results[0].digest);
      expect(one.stdout).toMatch(/^1 density +4 /m);
      expect(one.stdout).toMatch(/^10 densities − 1 density +4 /m);
      expect(one.stderr).toMatch(/of 8 replicates · \d+ %/);
      expect(await folder.files()).toEqual(['one.json', 'study.json', 'two.json']);
    },
  );

  test('in halves gives the replicates of the whole', async () => {
    await folder.write('study.json', { ...tiny, variants: [{ name: 'A', components: 3 }] });
    const parts = [
      ['--out', 'whole.json'],
      ['--out', 'first.json', '--replicates', '0:2'],
      ['--out', 'second.json', '--replicates', '2:4'],
    ];
    for (const part of parts) {
      expect((await folder.lab(['study.json', ...part])).status).toBe(0);
    }
    const first = scores(await resultIn('first.json'));
    const second = scores(await resultIn('second.json'));
    expect(first.map(([, replicate]) => replicate)).toEqual([0, 1]);
    expect([...first, ...second]).toEqual(scores(await resultIn('whole.json')));
  });

  test('whose replicates fail says so in the table and the file, and exits with 1', async () => {
    const variants = [{ name: 'calm' }, { name: 'wild', learningRate: 1e6, clipNorm: null }];
    await folder.write('study.json', { ...tiny, replicates: 2, variants });
    const ended = await folder.lab(['study.json', '--out', 'result.json']);
    expect(ended.status).toBe(1);
    const { results } = await resultIn('result.json');
    expect(results.map(({ variant, status }) => [variant, status])).toEqual([
      [0, 'done'],
      [0, 'done'],
      [1, 'failed'],
      [1, 'failed'],
    ]);
    expect(ended.stdout).toMatch(/^wild +0 .* 2$/m);
  });

  test('stopped by Ctrl+C says so, exits with 130 and leaves nothing', async () => {
    // More than is trained before the signal comes, on any machine.
    const base = { hidden: [256, 256], epochs: 1000 };
    await folder.write('study.json', { ...tiny, base, replicates: 256 });
    let sent = false;
    const ended = await folder.lab(['study.json', '--out', 'result.json'], (text, kill) => {
      if (sent || !text.includes('replicates ·')) return;
      sent = true;
      kill('SIGINT');
    });
    expect(ended.status).toBe(130);
    expect(ended.stderr).toContain('Stopped after');
    expect(ended.stdout).toBe('');
    expect(await folder.files()).toEqual(['study.json']);
  });
});

describe('a table of one’s own', () => {
  const csv = [
    'ward,age,minutes',
    ...Array.from(
      { length: 60 },
      (_, i) => `${i % 3 ? 'A' : 'B'},${20 + (i % 50)},${30 + ((i * 7) % 40)}`,
    ),
  ].join('\n');

  const study = (digest?: string) => ({
    ...tiny,
    data: { source: { kind: 'table', name: 'cases.csv', digest }, target: { column: 'minutes' } },
    variants: [{ name: 'A' }],
    replicates: 1,
  });

  test('is trained on where its digest is the study’s, and refused where it is another', async () => {
    const digest = await digestOf(new TextEncoder().encode(csv), async () => {});
    await folder.write('cases.csv', csv);
    await folder.write('other.csv', csv.replace('30', '31'));
    await folder.write('study.json', study(digest));
    const args = ['study.json', '--out', 'result.json'];
    const other = await folder.lab([...args, '--table', 'other.csv']);
    expect(other.status).toBe(2);
    expect(other.stderr).toMatch(/^other\.csv is not the table of this study: expected sha256-/);
    const missing = await folder.lab(args);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('name the file with --table');
    expect(await folder.files()).not.toContain('result.json');
    const own = await folder.lab([...args, '--table', 'cases.csv']);
    expect(own.stderr).toContain('written to result.json');
    expect(own.status).toBe(0);
    expect((await resultIn('result.json')).results).toHaveLength(1);
  });

  test('may be named without a digest: the result records it', async () => {
    await folder.write('cases.csv', csv);
    await folder.write('study.json', study());
    const args = ['study.json', '--out', 'result.json'];
    const missing = await folder.lab(args);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('name the file with --table');
    const own = await folder.lab([...args, '--table', 'cases.csv']);
    expect(own.status).toBe(0);
    const digest = await digestOf(new TextEncoder().encode(csv));
    expect((await resultIn('result.json')).study.data.source).toMatchObject({ digest });
  });

  test('that cannot be used is refused with its line', async () => {
    await folder.write('study.json', study(`sha256-${'0'.repeat(64)}`));
    await folder.write('cases.csv', 'ward,minutes\n"A,30\nB,40\n');
    const ended = await folder.lab(['study.json', '--out', 'result.json', '--table', 'cases.csv']);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/^cases\.csv, line \d+.*\n$/);
  });
});

describe('bad input is one clear line, exit status 2 and no result file', () => {
  const cases: [name: string, study: unknown, options: string[], says: RegExp][] = [
    ['no file', null, [], /^Cannot read the study study\.json: it does not exist\.$/],
    ['not JSON', '{\n  "seed": 1,\n}', [], /^study\.json is not JSON: line 3, column 1: /],
    ['an unknown field', { ...tiny, epochs: 3 }, [], /^study\.json: epochs: /],
    [
      'an impossible value',
      { ...tiny, base: { components: 0 } },
      [],
      /^study\.json: base\.components: /,
    ],
    ['replicates out of range', tiny, ['--replicates', '2:9'], /^--replicates: .* 2:9\.$/],
    ['an unknown option', tiny, ['--gpu'], /^Unknown option '--gpu'/],
    [
      'a target of the wrong kind',
      { ...tiny, data: { target: { column: 'procedure' } } },
      [],
      /procedure/,
    ],
    [
      'a target that a log-normal cannot have',
      {
        ...tiny,
        data: { source: { kind: 'builtin', id: 'flights' }, target: { column: 'delay', shift: 0 } },
      },
      [],
      /log-normal.*shift/,
    ],
    ['a folder that does not exist', tiny, ['--out', 'missing/result.json'], /^--out: /],
  ];
  test.for(cases)('%s', async ([, study, options, says]) => {
    if (study !== null) await folder.write('study.json', study);
    const before = await folder.files();
    const out = options.includes('--out') ? [] : ['--out', 'result.json'];
    const ended = await folder.lab(['study.json', ...out, ...options]);
    expect(ended.stderr.split('\n')).toHaveLength(2);
    expect(ended.stderr.trimEnd()).toMatch(says);
    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(await folder.files()).toEqual(before);
  });
});

describe('a target far from zero for its spread', () => {
  const rows = Array.from({ length: 150 }, (_, row) => {
    const x = Math.sin(9 * row) + Math.sin(7.3 * row * row);
    return { x, y: Math.round(80 + 30 * x + 12 * Math.cos(31 * row)) + 0.5 };
  });

  async function write(name: string, family: string, move: (y: number) => number | string) {
    const lines = rows.map(({ x, y }) => `${x},${move(y)}`);
    const table = ['x,y', ...lines, ''].join('\n');
    const digest = await digestOf(new TextEncoder().encode(table));
    await folder.write(`${name}.csv`, table);
    await folder.write(`${name}.json`, {
      data: { source: { kind: 'table', name: `${name}.csv`, digest }, target: { column: 'y' } },
      base: { family, hidden: [8], epochs: 4, components: 2 },
      variants: [{ name: 'nll' }, { name: 'crps', loss: 'crps' }],
      replicates: 1,
    });
    return folder.lab([
      `${name}.json`,
      ...['--table', `${name}.csv`],
      ...['--out', `${name}.result.json`],
    ]);
  }

  test('has the scores of the same target at zero, with the normal family', async () => {
    expect((await write('base', 'normal', (y) => y)).status).toBe(0);
    expect((await write('far', 'normal', (y) => y + 1e15)).status).toBe(0);
    const [base, far] = [await resultIn('base.result.json'), await resultIn('far.result.json')];
    expect(far.digest).toBe(base.digest);
    expect(scores(far)).toEqual(scores(base));
  });

  test('is refused for a log-normal, with the shift that mends it', async () => {
    const ended = await write('far', 'lognormal', (y) => y + 1e9);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/“y” varies by only .* too narrow for a log-normal/);
    expect(ended.stderr).toMatch(/data.target.shift 100000\d{4} in the study/);
    expect(await folder.files()).toEqual(['far.csv', 'far.json']);
  });

  test('is refused where the file’s numbers themselves have lost it', async () => {
    const ended = await write('lost', 'normal', (y) => `100000000000000${Math.floor(y) + 100}.5`);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain('Subtract a constant from the column in the file itself.');
  });

  test.each(['normal', 'lognormal'])('may be in any unit: %s', async (family) => {
    const positive = (y: number) => Math.abs(y) + 10;
    expect((await write('base', family, positive)).status).toBe(0);
    expect((await write('huge', family, (y) => positive(y) * 1e300)).status).toBe(0);
    const own = scores(await resultIn('base.result.json'));
    const huge = scores(await resultIn('huge.result.json'));
    huge.forEach(([, , score], i) =>
      expect(Number(score) / 1e300).toBeCloseTo(Number(own[i][2]), 1),
    );
  });
});

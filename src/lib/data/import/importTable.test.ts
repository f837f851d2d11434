import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Column } from '../table.ts';
import { buildTable } from './buildTable.ts';
import { importTable, type ImportOptions, type ImportOutcome } from './importTable.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

async function imported(input: string | Uint8Array, options: ImportOptions = {}) {
  const bytes = typeof input === 'string' ? bytesOf(input) : input;
  const outcome = await importTable(bytes, 'cases.csv', options);
  if (outcome.status === 'refused') throw new Error(outcome.message);
  return outcome;
}

async function refused(input: string | Uint8Array, options: ImportOptions = {}) {
  const bytes = typeof input === 'string' ? bytesOf(input) : input;
  const outcome = await importTable(bytes, 'cases.csv', options);
  if (outcome.status === 'ok') throw new Error('expected a refusal');
  return outcome;
}

type Imported = Extract<ImportOutcome, { status: 'ok' }>;

function valuesOf({ table }: Pick<Imported, 'table'>, name: string): unknown[] {
  const column = table.columns.find((candidate) => candidate.name === name) as Column;
  return column.kind === 'category'
    ? Array.from(column.codes, (code) => column.levels[code] ?? null)
    : [...column.values];
}

const kindsOf = ({ table }: Imported) =>
  Object.fromEntries(table.columns.map(({ name, kind }) => [name, kind]));

const repeat = (line: (i: number) => string, count: number) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

test('a plain CSV becomes columns of numbers and categories', async () => {
  const outcome = await imported('minutes,procedure\n62.5,appendectomy\n30,"tubes, both"\n');
  expect(kindsOf(outcome)).toEqual({ minutes: 'number', procedure: 'category' });
  expect(valuesOf(outcome, 'minutes')).toEqual([62.5, 30]);
  expect(valuesOf(outcome, 'procedure')).toEqual(['appendectomy', 'tubes, both']);
  expect(outcome).toMatchObject({ delimiter: ',', encoding: 'utf-8', header: true, notices: [] });
});

for (const [name, delimiter] of [
  ['commas', ','],
  ['tabs', '\t'],
  ['semicolons', ';'],
  ['bars', '|'],
] as const) {
  test(`${name} between cells are found out`, async () => {
    const text = ['a b', 'x y', '1 2', '3 4'].slice(1).join('\n').replaceAll(' ', delimiter);
    const outcome = await imported(text);
    expect(outcome.delimiter).toBe(delimiter);
    expect(valuesOf(outcome, 'y')).toEqual([2, 4]);
  });
}

test('decimal commas do not count as delimiters where semicolons separate the cells', async () => {
  const outcome = await imported('dauer;alter\n1,5;2,25\n2,5;3,75\n');
  expect(outcome.delimiter).toBe(';');
  expect(valuesOf(outcome, 'dauer')).toEqual([1.5, 2.5]);
});

test('an Excel declaration of the delimiter is obeyed, and lines still count from the top', async () => {
  expect((await imported('sep=;\na;b\n1;2\n')).delimiter).toBe(';');
  expect((await refused('sep=;\na;b\n1;2\n1;2;3\n')).line).toBe(4);
});

test('a delimiter that the caller names is used', async () => {
  const outcome = await imported('a:b\n1:2\n', { delimiter: ':' });
  expect(valuesOf(outcome, 'b')).toEqual([2]);
});

test('quoted cells hold delimiters, doubled quotes and line breaks of any system', async () => {
  const text = 'a,note\r\n1,"x, ""y""\r\nz"\r\n2,w\r\n';
  const outcome = await imported(text);
  expect(valuesOf(outcome, 'note')).toEqual(['x, "y"\nz', 'w']);
  expect([...outcome.raw.lines]).toEqual([2, 4]);
  expect(valuesOf(await imported('a,b\r1,2\r3,4\r'), 'a')).toEqual([1, 3]);
});

test('the digest is the SHA-256 of the bytes', async () => {
  const text = 'a,b\n1,2\n';
  const { digest } = await imported(text);
  expect(digest).toBe(`sha256-${createHash('sha256').update(text).digest('hex')}`);
});

test('UTF-8 with and without a mark, UTF-16 of both orders, and Windows-1252 are read', async () => {
  const text = 'größe,straße\n1,Öl\n2,Käse\n';
  const utf16 = new Uint8Array(Buffer.from(text, 'utf16le'));
  const swapped = new Uint8Array(Buffer.from(text, 'utf16le').swap16());
  const cases: [Uint8Array, string][] = [
    [bytesOf(text), 'utf-8'],
    [bytesOf(`\ufeff${text}`), 'utf-8'],
    [utf16, 'utf-16le'],
    [Uint8Array.of(0xff, 0xfe, ...utf16), 'utf-16le'],
    [swapped, 'utf-16be'],
    [Uint8Array.of(0xfe, 0xff, ...swapped), 'utf-16be'],
    [latin(text), 'windows-1252'],
  ];
  for (const [bytes, encoding] of cases) {
    const outcome = await imported(bytes);
    expect(outcome.encoding).toBe(encoding);
    expect(outcome.table.columns.map(({ name }) => name)).toEqual(['größe', 'straße']);
    expect(valuesOf(outcome, 'straße')).toEqual(['Öl', 'Käse']);
    expect(outcome.notices.length).toBe(encoding === 'windows-1252' ? 1 : 0);
  }
});

test('the euro sign and curly quotes of Windows-1252 are read', async () => {
  const outcome = await imported(latin('price,note\n\x8012,\x93caf\xe9\x94\n\x8015,tea\n'));
  expect(valuesOf(outcome, 'price')).toEqual([12, 15]);
  expect(valuesOf(outcome, 'note')[0]).toBe('“café”');
});

test('Cyrillic in its old encoding is told from Western European', async () => {
  const words = 'Операция продолжалась дольше чем ожидалось и закончилась хорошо';
  const windows1251 = (text: string) =>
    Uint8Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code < 128 ? code : code - 0x410 + 0xc0;
    });
  const outcome = await imported(windows1251(`a,b\n${repeat((i) => `${i},${words}`, 20)}\n`));
  expect(outcome.encoding).toBe('windows-1251');
  expect(valuesOf(outcome, 'b')[0]).toBe(words);
});

test('a degree sign among numbers is Western European', async () => {
  const outcome = await imported(latin(`a,temp\n${repeat((i) => `${i},37.${i % 10}\xb0C`, 30)}\n`));
  expect(outcome.encoding).toBe('windows-1252');
  expect(valuesOf(outcome, 'temp')[0]).toBe('37.0°C');
});

test('an encoding that the caller names is used', async () => {
  const outcome = await imported(latin('a,b\n1,\xe9\n'), { encoding: 'iso-8859-2' });
  expect(valuesOf(outcome, 'b')).toEqual(['é']);
});

test('a first line of values is no header, and a first line of names is', async () => {
  const without = await imported('1,a\n2,b\n3,a\n');
  expect(without.header).toBe(false);
  expect(valuesOf(without, 'Column 1')).toEqual([1, 2, 3]);
  expect(without.notices[0]).toContain('Column 1, Column 2');
  expect((await imported('x,y\na,b\nc,d\n')).header).toBe(true);
  expect((await imported('2019,2020\n1,2\n', { header: true })).header).toBe(true);
});

test('empty and repeated names are made unique, with a notice each', async () => {
  const outcome = await imported('age,,age,age (2)\n1,2,3,4\n5,6,7,8\n');
  expect(outcome.table.columns.map(({ name }) => name)).toEqual([
    'age',
    'Column 2',
    'age (2)',
    'age (2) (2)',
  ]);
  expect(outcome.notices).toEqual([
    '“age” names two columns; the later is called “age (2)”.',
    '“age (2)” names two columns; the later is called “age (2) (2)”.',
    'Column 2 has no name and is called “Column 2”.',
  ]);
});

test('delimiters at the ends of lines make no columns', async () => {
  const outcome = await imported('a,b,\n1,2,\n3,4,\n5,6\n');
  expect(outcome.table.columns.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(outcome.notices).toEqual([]);
  expect((await imported('a,b\n1,2,,\n')).table.rows).toBe(1);
});

test('blank lines are passed over and still count as lines', async () => {
  const outcome = await imported('a,b\n\n1,2\n,\n  \n3,4\n');
  expect([...outcome.raw.lines]).toEqual([3, 6]);
});

test('every missing marker is missing, in numbers and in categories', async () => {
  const markers = ['', 'NA', 'N/A', 'null', '-', '?', '.', 'NaN', ' na '];
  const rows = markers.map((marker) => `${marker},${marker}`).join('\n');
  const outcome = await imported(`n,c\n1,a\n2,b\n${rows}\n`);
  expect(kindsOf(outcome)).toEqual({ n: 'number', c: 'category' });
  expect(valuesOf(outcome, 'n').slice(2)).toEqual(Array(8).fill(NaN));
  expect(valuesOf(outcome, 'c').slice(2)).toEqual(Array(8).fill(null));
});

test('codes such as 007 stay categories, and so do identifiers too long for a number', async () => {
  const outcome = await imported('code,id,n\n007,12345678901234567,0\n010,12345678901234568,0.5\n');
  expect(kindsOf(outcome)).toEqual({ code: 'category', id: 'category', n: 'number' });
  expect(valuesOf(outcome, 'code')).toEqual(['007', '010']);
});

test('thousands separators, decimal commas, currency and per cent are numbers', async () => {
  const read = async (cells: string[], delimiter = '\t') =>
    valuesOf(
      await imported(`x${delimiter}y\n${cells.map((cell) => `${cell}${delimiter}1`).join('\n')}\n`),
      'x',
    );
  expect(await read(['1,234.5', '12', '1,234,567'])).toEqual([1234.5, 12, 1234567]);
  expect(await read(['1.234,5', '12', '1.234.567'])).toEqual([1234.5, 12, 1234567]);
  expect(await read(['1 234,5', "1'234", '1\u00a0234'])).toEqual([1234.5, 1234, 1234]);
  expect(await read(['$1,200.50', '-$3', '\u22124'])).toEqual([1200.5, -3, -4]);
  expect(await read(['5 %', '7.5%'])).toEqual([5, 7.5]);
  expect(await read(['1e3', '+2.5E-2', '.5'])).toEqual([1000, 0.025, 0.5]);
});

test('a number that nothing tells how to read is read with a notice', async () => {
  const tabs = await imported('x\ty\n1,234\t1\n5,678\t2\n');
  expect(valuesOf(tabs, 'x')).toEqual([1234, 5678]);
  expect(tabs.notices).toEqual([
    '“x”: 1,234 is read as 1234, as nothing in the file tells whether its commas are decimal.',
  ]);
  const semicolons = await imported('x;y\n1,234;1\n5,678;2\n');
  expect(valuesOf(semicolons, 'x')).toEqual([1.234, 5.678]);
  const shown = await imported('x;y\n1.234;1,5\n5.678;2,5\n');
  expect(valuesOf(shown, 'x')).toEqual([1234, 5678]);
  expect(shown.notices).toEqual([]);
});

test('per cent beside plain numbers is not one scale, so it stays a category', async () => {
  const outcome = await imported('x,y\n5%,1\n0.05,2\n7%,3\n');
  expect(kindsOf(outcome).x).toBe('category');
});

test('a slip in a column of numbers is missing, with its line', async () => {
  const rows = repeat((i) => `${i},${i === 20 ? 'about 5' : i}`, 40);
  const outcome = await imported(`id,age\n${rows}\n`);
  expect(kindsOf(outcome).age).toBe('number');
  expect(valuesOf(outcome, 'age')[20]).toBeNaN();
  expect(outcome.notices).toEqual([
    '“age”: 1 cell is not a number and counts as missing, in line 22 (“about 5”).',
  ]);
});

test('many different phrases are text, and few are categories', async () => {
  const text = await imported(`n,note\n${repeat((i) => `${i},repair of number ${i}`, 60)}\n`);
  expect(kindsOf(text).note).toBe('text');
  const few = await imported(`n,note\n${repeat((i) => `${i},repair of ${i % 5}`, 60)}\n`);
  expect(kindsOf(few).note).toBe('category');
  const identifiers = await imported(`n,id\n${repeat((i) => `${i},case${i}`, 60)}\n`);
  expect(kindsOf(identifiers).id).toBe('category');
});

test('dates become weekday, month, hour and year, and never numbers', async () => {
  const outcome = await imported(
    'start,y\n2024-01-31 14:30,1\n2024-02-29T08:00:00Z,2\n2025-03-01 23:59:59,3\n,4\n',
  );
  expect(outcome.table.columns.map(({ name }) => name)).toEqual([
    'start (weekday)',
    'start (month)',
    'start (hour)',
    'start (year)',
    'y',
  ]);
  expect(valuesOf(outcome, 'start (weekday)')).toEqual(['Wednesday', 'Thursday', 'Saturday', null]);
  expect(valuesOf(outcome, 'start (month)')).toEqual(['January', 'February', 'March', null]);
  expect(valuesOf(outcome, 'start (hour)')).toEqual([14.5, 8, 23 + 59 / 60, NaN]);
  expect(outcome.notices[0]).toContain('“start” holds dates and becomes “start (weekday)”');
});

test('day and month come in the order that the column shows, and a doubtful order is told', async () => {
  const weekdays = async (cells: string[]) => {
    const outcome = await imported(`d,y\n${cells.map((cell) => `${cell},1`).join('\n')}\n`);
    return { days: valuesOf(outcome, 'd (weekday)'), notices: outcome.notices };
  };
  expect((await weekdays(['31/01/2024', '01/02/2024'])).days).toEqual(['Wednesday', 'Thursday']);
  expect((await weekdays(['01/31/2024', '02/01/2024'])).days).toEqual(['Wednesday', 'Thursday']);
  expect((await weekdays(['31.01.2024', '1.2.24'])).days).toEqual(['Wednesday', 'Thursday']);
  expect((await weekdays(['31 Jan 2024', '1-Feb-2024'])).days).toEqual(['Wednesday', 'Thursday']);
  expect((await weekdays(['20240131', '20240201'])).days).toEqual(['Wednesday', 'Thursday']);
  const doubtful = await weekdays(['01/02/2024', '03/04/2024']);
  expect(doubtful.notices.join()).toContain('read as month/day/year, but day/month/year would fit');
});

test('dates that are none, such as 31 February, do not make a column of dates', async () => {
  const outcome = await imported('d,y\n2024-02-31,1\n2024-13-01,2\n');
  expect(kindsOf(outcome)).toEqual({ d: 'category', y: 'number' });
});

test('times are hours, of the day or of a duration', async () => {
  const outcome = await imported('start,took\n7:30,1:15\n2:45 pm,26:30\n');
  expect(valuesOf(outcome, 'start')).toEqual([7.5, 14.75]);
  expect(valuesOf(outcome, 'took')).toEqual([1.25, 26.5]);
  expect(outcome.notices).toContain('“start” is read as hours: 7:30 is 7.5.');
});

test('kinds can be chosen again from the kept cells, without the file', async () => {
  const { raw } = await imported('code,when,note\n007,2024-01-31,a b\n010,2024-02-01,c\n');
  const chosen = buildTable(raw, { code: 'number', when: 'category', note: 'text' });
  expect(valuesOf(chosen, 'code')).toEqual([7, 10]);
  expect(valuesOf(chosen, 'when')).toEqual(['2024-01-31', '2024-02-01']);
  expect(chosen.table.columns.map(({ kind }) => kind)).toEqual(['number', 'category', 'text']);
  expect(valuesOf(buildTable(raw, { when: 'number' }), 'when')).toEqual([19753, 19754]);
  expect(valuesOf(buildTable(raw, { code: 'text' }), 'code')).toEqual(['007', '010']);
  const hours = buildTable(raw, { 'when (month)': 'text' });
  expect(valuesOf(hours, 'when (month)')).toEqual(['January', 'February']);
});

test('a chosen kind counts at import as well, also for a column called __proto__', async () => {
  const kinds = JSON.parse('{"__proto__":"category","n":"category"}');
  const outcome = await imported('__proto__,n\n1,2\n3,4\n', { kinds });
  expect(outcome.table.columns.map(({ kind }) => kind)).toEqual(['category', 'category']);
});

test('what a date becomes does not hide a column of that name', async () => {
  const outcome = await imported('d,d (weekday)\n2024-01-31,x\n2024-01-30,y\n');
  const names = outcome.table.columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(valuesOf(outcome, 'd (weekday)')).toEqual(['x', 'y']);
});

test('an empty file, blank lines, a header alone and a single column are refused', async () => {
  expect((await refused('')).message).toBe('The file is empty.');
  expect((await refused('\n \n,,\n')).message).toContain('The file is empty');
  expect(await refused('a,b,c\n')).toMatchObject({
    message: 'The file has a header and no rows below it.',
    line: 1,
  });
  const one = await refused('minutes\n1\n2\n');
  expect(one.message).toContain('Line 1 has one column');
  expect(one.message).toContain('a target and at least one input');
});

test('a ragged file is refused with the first line, what it has and how many there are', async () => {
  const long = await refused('a,b\n1,2\n3,4,5\n6,7\n8\n');
  expect(long).toMatchObject({ line: 3, column: 3 });
  expect(long.message).toBe(
    'Line 3 has 3 cells, not 2 as line 1; 2 lines in all are of another width. A cell that holds the delimiter needs quotes.',
  );
  expect(await refused('a,b,c\n1,"x\ny",2\n3,4\n')).toMatchObject({ line: 4, column: 3 });
});

test('a quote that never closes is refused with its line, early and late in a long file', async () => {
  expect(await refused('a,b\n1,2\n3,"4\n5,6\n')).toMatchObject({
    line: 3,
    message: 'Line 3 opens a quote that is never closed.',
  });
  const long = `a,b\n1,2\n3,"4\n${repeat((i) => `${i},${i}`, 400_000)}\n`;
  expect((await refused(long)).line).toBe(3);
  expect((await refused('a,b\n1,2\n3,"4"5\n6,7\n')).message).toContain('Line 3 has a quoted cell');
});

test('lines count right across the chunks of a long file', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `${i},"some text\nof two lines ${i % 9}"`);
  rows[55_000] = '1,2,3';
  const outcome = await refused(`a,b\n${rows.join('\n')}\n`);
  expect(outcome.line).toBe(2 + 2 * 55_000);
});

test('binary files are refused, by their format where it is known', async () => {
  const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0);
  expect((await refused(zip)).message).toContain('an Excel workbook or a ZIP archive');
  const zero = await refused(latin('a,b\n1,2\n3,\0\0\0\x01\n'));
  expect(zero.line).toBe(3);
  expect(zero.message).toContain('binary');
  expect(await refused('a,b\n1,\x07\n')).toMatchObject({ line: 2 });
});

test('ten megabytes in one line are refused with the length', async () => {
  const outcome = await refused(`a,b\n${'1,'.repeat(5_000_000)}`);
  expect(outcome.line).toBe(2);
  expect(outcome.message).toContain('10,000,000 characters long');
});

test('bytes that are no text in their encoding are refused with the line', async () => {
  const damaged = bytesOf(`a,b\n${repeat((i) => `${i},größe`, 20)}\n`).slice();
  damaged[damaged.lastIndexOf(0xb6)] = 0x20;
  const outcome = await refused(damaged);
  expect(outcome.line).toBe(21);
  expect(outcome.message).toContain('not UTF-8, though the rest of the file is');
  expect(await refused(latin('a,b\n1,x\x81\n'))).toMatchObject({ line: 2 });
  const odd = await refused(
    Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x2c, 0, 0x62, 0, 0x0a, 0, 0x00, 0xd8, 0x31, 0),
  );
  expect(odd).toMatchObject({ line: 2 });
  expect((await refused('a,b\n1,2\n', { encoding: 'klingon' })).message).toContain('klingon');
});

test('too large a file, too many rows and too many columns are refused with the limit', async () => {
  expect((await refused(new Uint8Array(50e6 + 1))).message).toContain('the most is 50 MB');
  const rows = await refused(`a,b\n${repeat((i) => `${i},1`, 100_001)}\n`);
  expect(rows.message).toContain('row 100,001; the most is 100,000');
  expect(rows.line).toBe(100_002);
  const wide = Array.from({ length: 501 }, (_, i) => `c${i}`).join();
  expect((await refused(`${wide}\n`)).message).toContain('501 columns; the most is 500');
});

test('100,000 rows are imported whole', async () => {
  const outcome = await imported(`a,b\n${repeat((i) => `${i},x${i % 7}`, 100_000)}\n`);
  expect(outcome.table.rows).toBe(100_000);
  expect(valuesOf(outcome, 'a')[99_999]).toBe(99_999);
});

test('progress rises from 0 to 1', async () => {
  const shares: number[] = [];
  const text = `a,b\n${repeat((i) => `${i},${'x'.repeat(90)}`, 60_000)}\n`;
  await importTable(bytesOf(text), 'cases.csv', {}, (share) => shares.push(share));
  expect(shares.length).toBeGreaterThan(8);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(shares[0]).toBeGreaterThanOrEqual(0);
});

test('an import can be cancelled between any two chunks', async () => {
  const text = bytesOf(`a,b\n${repeat((i) => `${i},${'x'.repeat(90)}`, 60_000)}\n`);
  for (const at of [0.05, 0.3, 0.8]) {
    const cancel = new AbortController();
    const job = importTable(text, 'cases.csv', { signal: cancel.signal }, (share) => {
      if (share >= at) cancel.abort();
    });
    await expect(job).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  }
});

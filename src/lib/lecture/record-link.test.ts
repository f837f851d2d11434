import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measuredMs } from './measured-ms.ts';
import { readRecord, writeRecord, type RecordDocument } from './record-document.ts';
import { readRecordLink, writeRecordLink } from './record-link.ts';
import { recordFactors } from './record-factors.ts';
import { heatSample, recordSample } from './record.samples.ts';
import { steps } from './steps.ts';

const PAGE = 'https://example.org/lecture/';

const everything = recordSample(
  steps
    .flatMap(({ heats }) => heats)
    .map((heat) =>
      heatSample(
        heat.id,
        heat.unit === 'rows' ? 1000 : 32,
        Object.fromEntries(
          heat.lanes.map((lane, i) => [
            lane,
            [1.234, 2.345, 3.456, 4.567, 5.678].map((ms) => measuredMs(ms * 10 ** i)),
          ]),
        ),
      ),
    ),
);

test('a link brings back the same factors, and a whole lecture fits 1,600 characters', async () => {
  const link = await writeRecordLink(everything, PAGE);
  expect(link.length).toBeLessThan(1600);
  const read = await readRecordLink(link);
  if (!read.ok) throw new Error(read.message);
  expect(read.record.machine).toEqual(everything.machine);
  const [before, after] = [everything, read.record].map(recordFactors);
  expect(after).toEqual(before);
});

test('a link that was cut, changed or made up is refused in words', async () => {
  const link = await writeRecordLink(everything, PAGE);
  for (const text of [
    link.slice(0, -9),
    link.slice(0, 80) + (link[80] === 'A' ? 'B' : 'A') + link.slice(81),
    PAGE,
    '',
    'x'.repeat(30_000),
  ]) {
    const read = await readRecordLink(text);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.message).toMatch(/\.$/);
  }
});

test('a link is found in the text that it was sent with', async () => {
  const link = await writeRecordLink(everything, PAGE);
  const read = await readRecordLink(`Look: ${link}, and race too.`);
  expect(read.ok).toBe(true);
});

test.each([
  [
    'a race twice',
    (d: RecordDocument) => ({ ...d, heats: [...d.heats, d.heats[0]] }),
    /each race once/,
  ],
  ['no race', (d: RecordDocument) => ({ ...d, heats: [] }), /got none/],
  [
    'sizes that cannot be raced',
    (d: RecordDocument) => ({ ...d, sizes: { ...d.sizes, rows: 100_000, k: 0 } }),
    /sizes\.rows/,
  ],
])('%s is refused', (_what, forge, says) => {
  const read = readRecord(forge(writeRecord(everything)));
  expect(read).toMatchObject({ ok: false, message: expect.stringMatching(says) as unknown });
});

test('no document crashes the reader, and what it takes it writes back the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (document) => {
      const read = readRecord(document);
      expect(typeof read.ok).toBe('boolean');
    }),
  );
  const document = writeRecord(everything);
  const read = readRecord(document);
  expect(read.ok && writeRecord(read.record)).toEqual(document);
});

test('numbers that no race gives are refused', () => {
  const document = writeRecord(everything);
  const spoilt = (change: (copy: typeof document) => void) => {
    const copy = structuredClone(document);
    change(copy);
    return readRecord(copy).ok;
  };
  expect(spoilt((copy) => (copy.heats[0].lanes[0][2][0] = -1))).toBe(false);
  expect(spoilt((copy) => (copy.heats[0].total = 0))).toBe(false);
  expect(spoilt((copy) => (copy.machine[1] = 'x'.repeat(81)))).toBe(false);
  expect(spoilt(() => undefined)).toBe(true);
});

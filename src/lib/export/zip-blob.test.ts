import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { textBlob } from './text-blob.ts';
import { zipBlob } from './zip-blob.ts';

function* lines(count: number): Generator<string> {
  for (let i = 0; i < count; i++) yield `line ${i}, grün, 手\n`;
}

const untouched = new AbortController().signal;

test('texts, bytes and long tables are unpacked as they were packed', async () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 251);
  const blob = await zipBlob(
    [
      { path: 'a/text.md', content: 'Größe' },
      { path: 'a/weights.bin', content: bytes },
      { path: 'long.csv', content: lines(20_000) },
      { path: 'empty', content: '' },
    ],
    untouched,
  );
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  expect(Object.keys(files)).toEqual(['a/text.md', 'a/weights.bin', 'long.csv', 'empty']);
  expect(strFromU8(files['a/text.md'])).toBe('Größe');
  expect(files['a/weights.bin']).toEqual(bytes);
  expect(strFromU8(files['long.csv'])).toBe([...lines(20_000)].join(''));
});

test('a long table lets other work in while it is made', async () => {
  let others = 0;
  const timer = setInterval(() => others++, 1);
  const blob = await textBlob(lines(400_000), 'text/csv', untouched);
  clearInterval(timer);
  expect(await blob.text()).toBe([...lines(400_000)].join(''));
  expect(others).toBeGreaterThan(2);
});

test('an archive or table that is given up ends at once, with the reason', async () => {
  const stop = new AbortController();
  const reason = new Error('closed');
  setTimeout(() => stop.abort(reason), 5);
  await expect(textBlob(lines(50_000_000), 'text/csv', stop.signal)).rejects.toBe(reason);
});

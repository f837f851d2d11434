import { strFromU8, unzipSync } from 'fflate';
import { afterEach, expect, test, vi } from 'vitest';
import { textBlob } from './text-blob.ts';
import { zipBlob } from './zip-blob.ts';

function* lines(count: number): Generator<string> {
  for (let i = 0; i < count; i++) yield `line ${i}, grün, 手\n`;
}

const untouched = new AbortController().signal;

afterEach(() => void vi.restoreAllMocks());

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

/** Work goes on for 12 ms, so for 48 lines on a clock that moves by a quarter at every look. */
const SLICE_LINES = 48;

function slowClock(): void {
  let ms = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (ms += 0.25));
}

test('a long table lets other work in while it is made', async () => {
  slowClock();
  let others = 0;
  let timer: ReturnType<typeof setTimeout>;
  const again = () => {
    others++;
    timer = setTimeout(again);
  };
  timer = setTimeout(again);
  const blob = await textBlob(lines(100 * SLICE_LINES), 'text/csv', untouched);
  clearTimeout(timer);
  expect(await blob.text()).toBe([...lines(100 * SLICE_LINES)].join(''));
  expect(others).toBe(100);
});

const makers: [string, (texts: Iterable<string>, signal: AbortSignal) => Promise<Blob>][] = [
  ['an archive', (content, signal) => zipBlob([{ path: 'long.csv', content }], signal)],
  ['a table', (texts, signal) => textBlob(texts, 'text/csv', signal)],
];

test.each(makers)('%s that is given up ends with its slice, and the reason', async (_, make) => {
  slowClock();
  const stop = new AbortController();
  const reason = new Error('closed');
  let made = 0;
  function* endless() {
    for (;;) {
      if (++made === 2.5 * SLICE_LINES) stop.abort(reason);
      yield 'a line\n';
    }
  }
  await expect(make(endless(), stop.signal)).rejects.toBe(reason);
  expect(made).toBe(3 * SLICE_LINES);
});

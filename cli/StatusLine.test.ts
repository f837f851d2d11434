import { expect, test } from 'vitest';
import { StatusLine } from './StatusLine.ts';

function screen(isTTY: boolean, columns = 20) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const output = { isTTY, columns, write: (text: string) => written.push(text) };
  return { written, clock, line: new StatusLine(output, () => clock.ms) };
}

test('a terminal has one line rewritten, cut to its width', () => {
  const { written, clock, line } = screen(true);
  line.update('one');
  clock.ms = 50;
  line.update('too soon');
  clock.ms = 200;
  line.update('longer than twenty columns');
  line.clear();
  const erase = '\r\u001b[2K';
  expect(written).toEqual([`${erase}one`, `${erase}longer than twenty `, erase]);
});

test('a pipe has whole lines, seconds apart', () => {
  const { written, clock, line } = screen(false);
  for (; clock.ms <= 6500; clock.ms += 100) line.update(`at ${clock.ms}`);
  line.clear();
  expect(written).toEqual(['at 0\n', 'at 3000\n', 'at 6000\n']);
});

test('what is said stays, and the status comes back below it', () => {
  const { written, line } = screen(true);
  line.update('half');
  line.say('A worker was replaced.');
  line.update('half');
  expect(written.slice(-2)).toEqual(['A worker was replaced.\n', '\r\u001b[2Khalf']);
});

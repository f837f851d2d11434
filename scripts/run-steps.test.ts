import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runSteps } from './run-steps.js';

let said: string[] = [];

beforeEach(() => {
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => vi.restoreAllMocks());

const node = (code: string) => [process.execPath, '-e', code];
const passes = { program: node(''), cores: 1 } as const;
const fails = { program: node('process.exit(3)'), cores: 1 } as const;

/** The rows of the summary, without their times. */
function summary(): string[] {
  const from = said.findIndex((line) => line.includes('Summary'));
  return said.slice(from + 1).map((line) => line.trim().replace(/ +\d+\.\d s$/, ''));
}

test('steps go on after one that fails, and the summary names what failed', async () => {
  const steps = [
    { name: 'one', ...passes },
    { name: 'two', ...fails },
    { name: 'three', ...passes },
  ];
  expect(await runSteps(steps, { strict: false })).toBe(false);
  expect(summary()).toEqual(['one    passed', 'two    failed', 'three  passed', '1 of 3 failed.']);
});

test('a step without what it needs is left out', async () => {
  const steps = [
    { name: 'build', ...fails },
    { name: 'pages', ...passes, needs: 'build' },
  ];
  expect(await runSteps(steps, { strict: false })).toBe(false);
  expect(summary()[1]).toBe('pages  left out  it needs the build');
});

test('what cannot run here is left out with the reason, and where nothing may be missing it fails', async () => {
  const steps = [{ name: 'WebKit', ...passes, absent: 'It is not here.' }];
  expect(await runSteps(steps, { strict: false })).toBe(true);
  expect(summary()[0]).toBe('WebKit  left out  It is not here.');
  said = [];
  expect(await runSteps(steps, { strict: true })).toBe(false);
  expect(summary()[0]).toBe('WebKit  failed    It is not here.');
});

test('a step waits for the one that it comes after, and for the cores that it keeps busy', async () => {
  const steps = [
    { name: 'build', ...passes },
    { name: 'types', ...passes, after: 'build' },
    { name: 'whole', ...passes, cores: 2 as const },
  ];
  expect(await runSteps(steps, { strict: false })).toBe(true);
  const order = said.filter((line) => line.includes('──')).map((line) => line.trim());
  const at = (text: string) => order.findIndex((line) => line.startsWith(text));
  expect(at('── build: passed')).toBeLessThan(at('── types …'));
  expect(at('── types: passed')).toBeLessThan(at('── whole …'));
});

import { expect, test } from 'vitest';
import { storedGpuMemory } from './gpu-memory.ts';
import type { GpuVerdict } from './gpu-verdict.ts';

const fast: GpuVerdict = { status: 'measured', renderer: 'GPU X', gpuRate: 5e6, workerRate: 1e6 };

class Store {
  text: string | null = null;
  getItem = () => this.text;
  setItem = (_key: string, text: string) => void (this.text = text);
}

test('a verdict is remembered for its model and its browser, not for others', () => {
  const store = new Store();
  storedGpuMemory(store, 'Chromium 141').remember('10-64-3', fast);
  expect(storedGpuMemory(store, 'Chromium 141').recall('10-64-3')).toEqual(fast);
  expect(storedGpuMemory(store, 'Chromium 141').recall('10-64-10')).toBeNull();
  expect(storedGpuMemory(store, 'Chromium 142').recall('10-64-3')).toBeNull();
});

test('a later verdict takes the place of an earlier one, and the oldest of very many goes', () => {
  const memory = storedGpuMemory(new Store(), 'here');
  memory.remember('0', fast);
  memory.remember('0', { status: 'unfit', why: 'it broke.' });
  expect(memory.recall('0')).toEqual({ status: 'unfit', why: 'it broke.' });
  for (let model = 1; model <= 64; model++) memory.remember(String(model), fast);
  expect(memory.recall('0')).toBeNull();
  expect(memory.recall('64')).toEqual(fast);
});

test.each([
  ['nothing', null],
  ['not JSON', '{'],
  ['another shape', '{"a":1}'],
  ['a verdict without its rates', '[["here: m",{"status":"measured","renderer":"x"}]]'],
  [
    'a rate that is none',
    '[["here: m",{"status":"measured","renderer":"x","gpuRate":-1,"workerRate":1}]]',
  ],
])('storage with %s in it costs a trial, nothing else', (_, text) => {
  const store = new Store();
  store.text = text;
  const memory = storedGpuMemory(store, 'here');
  expect(memory.recall('m')).toBeNull();
  memory.remember('m', fast);
  expect(memory.recall('m')).toEqual(fast);
});

test('a page without storage forgets', () => {
  const memory = storedGpuMemory(null, 'here');
  memory.remember('m', fast);
  expect(memory.recall('m')).toBeNull();
});

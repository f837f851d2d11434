import { describe, expect, it } from 'vitest';
import { ComputeSettings, parseCompute } from './compute-settings.svelte.ts';
import type { KeyValueStore } from './study-storage.ts';

function storeOf(initial: string | null): KeyValueStore {
  let text = initial;
  return {
    getItem: () => text,
    setItem: (_key, value) => void (text = value),
    removeItem: () => void (text = null),
  };
}

describe('the compute settings', () => {
  it('are auto until chosen, and remembered once chosen', () => {
    const store = storeOf(null);
    const settings = new ComputeSettings(store);
    expect(settings.compute).toEqual({ engine: 'auto', workers: 'auto', stack: 'auto' });
    settings.set({ engine: 'wasm', workers: 3 });
    expect(new ComputeSettings(store).compute).toEqual({
      engine: 'wasm',
      workers: 3,
      stack: 'auto',
    });
  });

  it('take auto for whatever storage holds that makes no sense', () => {
    expect(parseCompute({ engine: 'abacus', workers: 0, stack: '8' })).toEqual({
      engine: 'auto',
      workers: 'auto',
      stack: 'auto',
    });
    expect(new ComputeSettings(storeOf('{')).compute.engine).toBe('auto');
  });

  it('say what is wrong with a count, and keep it as typed', () => {
    const settings = new ComputeSettings(null);
    settings.set({ workers: 0, stack: 32 });
    expect(settings.messageFor('workers')).toMatch(/1 to 64/);
    expect(settings.messageFor('stack')).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import { readStudy, repairStudy, writeStudy, type KeyValueStore } from './study-storage.ts';

function memoryStore(initial?: string): KeyValueStore & { text: string | null } {
  return {
    text: initial ?? null,
    getItem() {
      return this.text;
    },
    setItem(_key: string, value: string) {
      this.text = value;
    },
    removeItem() {
      this.text = null;
    },
  };
}

function defaultStudy(): Study {
  const parsed = parseStudy({});
  if (!parsed.ok) throw new Error('The default study must parse.');
  return parsed.study;
}

describe('the stored study', () => {
  it('comes back as it was written', () => {
    const store = memoryStore();
    const study = { ...defaultStudy(), title: 'Mine', replicates: 7 };
    writeStudy(store, study);
    expect(readStudy(store)).toEqual(study);
  });

  it('keeps what can be read when one field cannot', () => {
    const study = defaultStudy();
    const text = JSON.stringify({
      ...study,
      title: 'Half typed',
      base: { ...study.base, components: null, epochs: 3 },
    });
    const repaired = readStudy(memoryStore(text));
    expect(repaired?.title).toBe('Half typed');
    expect(repaired?.base).toMatchObject({ components: 1, epochs: 3 });
  });

  it('drops a variant without a name and keeps the others', () => {
    const study = { ...defaultStudy(), variants: [{ name: 'A' }, { name: '', components: 3 }] };
    expect(repairStudy(study)?.variants).toEqual([{ name: 'A' }]);
  });

  it('tells apart names that look the same, rather than drop a variant', () => {
    const study = { ...defaultStudy(), variants: [{ name: 'A' }, { name: 'A ', components: 3 }] };
    expect(repairStudy(study)?.variants).toEqual([{ name: 'A' }, { name: 'A 2', components: 3 }]);
  });

  it('is nothing where storage is empty, cut short or barred', () => {
    expect(readStudy(memoryStore())).toBeNull();
    expect(readStudy(memoryStore('{"version":1,"title":"Cut'))).toBeNull();
    const barred: KeyValueStore = {
      getItem: () => {
        throw new DOMException('barred', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => undefined,
    };
    expect(readStudy(barred)).toBeNull();
    expect(() => writeStudy(barred, defaultStudy())).not.toThrow();
  });

  it('never throws and never gives a study that does not parse, whatever was stored', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const study = readStudy(memoryStore(text));
        if (study !== null) expect(parseStudy(study).ok).toBe(true);
      }),
    );
  });
});

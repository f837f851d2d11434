import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { presets } from '#lib/experiment/presets.ts';
import { StudyDraft } from './study-draft.svelte.ts';
import { readStudy, type KeyValueStore } from './study-storage.ts';

function memoryStore(): KeyValueStore {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

describe('the draft of a study', () => {
  let store: KeyValueStore;
  let draft: StudyDraft;

  beforeEach(() => {
    store = memoryStore();
    draft = new StudyDraft(store);
  });

  afterEach(() => void vi.useRealTimers());

  it('begins with one density against ten, ready to run', () => {
    expect(draft.valid?.title).toBe('One density or ten?');
    expect(draft.problems).toEqual([]);
  });

  it('keeps what cannot run, says where and why, and recovers', () => {
    draft.setBase('components', 25);
    expect(draft.study.base.components).toBe(25);
    expect(draft.valid).toBeNull();
    expect(draft.messageAt('base.components')).toBe(
      'Expected a whole number from 1 to 20, got 25.',
    );
    expect(draft.messageAt('base.epochs')).toBeUndefined();
    expect(draft.countAt('base')).toBe(1);
    draft.setBase('components', 2);
    expect(draft.valid?.base.components).toBe(2);
  });

  it('says of an emptied number that nothing came', () => {
    draft.setReplicates(NaN);
    expect(draft.messageAt('replicates')).toMatch(/got nothing that reads as a number\.$/);
  });

  it('adds, duplicates and renames variants with names of their own', () => {
    draft.duplicateVariant(1);
    draft.addVariant();
    draft.addVariant();
    expect(draft.study.variants.map((variant) => variant.name)).toEqual([
      '1 density',
      '10 densities',
      '10 densities 2',
      'New variant',
      'New variant 2',
    ]);
    expect(draft.study.variants[2]).toMatchObject({ components: 10 });
    draft.renameVariant(2, '1 density');
    expect(draft.messageAt('variants.2.name')).toMatch(/a name of its own/);
    draft.renameVariant(2, ' 1 density ');
    expect(draft.messageAt('variants.2.name')).toMatch(/beside "1 density", which looks the same/);
  });

  it('takes what is hidden out of what is typed or pasted', () => {
    draft.renameVariant(0, 'A\u200b\u202e');
    draft.setTitle('\ufeffTwo\nlines');
    draft.setTarget({ unit: 'min\u00ad' });
    expect(draft.study.variants[0].name).toBe('A');
    expect(draft.study.title).toBe('Two lines');
    expect(draft.study.data.target.unit).toBe('min');
  });

  it('brings a removed variant back where it was', () => {
    const before = draft.study;
    draft.removeVariant(0);
    expect(draft.study.variants.map((variant) => variant.name)).toEqual(['10 densities']);
    expect(draft.undoable).toBe('Removed “1 density”.');
    draft.undo();
    expect(draft.study).toEqual(before);
    expect(draft.undoable).toBeNull();
  });

  it('never removes the last variant', () => {
    draft.removeVariant(0);
    draft.removeVariant(0);
    expect(draft.study.variants).toHaveLength(1);
  });

  it('holds a variant’s differences only, and drops one on demand', () => {
    draft.setOverride(0, 'dropout', 0.4);
    expect(draft.study.variants[0]).toEqual({ name: '1 density', dropout: 0.4 });
    expect(draft.experiment(0).dropout).toBe(0.4);
    draft.clearOverride(0, 'dropout');
    expect(draft.study.variants[0]).toEqual({ name: '1 density' });
    expect(draft.experiment(0).dropout).toBe(0);
  });

  it('offers the edited settings back after a preset', () => {
    draft.setBase('epochs', 3);
    const [, second] = presets;
    if (!second) throw new Error('There is a second preset.');
    draft.replace(second.study, `Loaded “${second.question}”.`);
    expect(draft.study.title).toBe('Shared or separate streams?');
    draft.undo();
    expect(draft.study.base.epochs).toBe(3);
  });

  it('takes the target out of chosen inputs', () => {
    draft.setInputs(['age', 'minutes2']);
    draft.setTarget({ column: 'minutes2' });
    expect(draft.study.data.inputs).toEqual(['age']);
    expect(draft.valid).not.toBeNull();
  });

  it('is kept in storage a moment after the last edit, and at once when asked', () => {
    vi.useFakeTimers();
    draft.setTitle('Kept');
    expect(readStudy(store)).toBeNull();
    vi.runAllTimers();
    expect(readStudy(store)?.title).toBe('Kept');
    draft.setTitle('Kept at once');
    draft.save();
    expect(new StudyDraft(store).study.title).toBe('Kept at once');
  });

  it('is not written over another tab’s edits by a page that edited nothing', () => {
    const other = new StudyDraft(store);
    other.setTitle('Edited in another tab');
    other.save();
    draft.save();
    expect(readStudy(store)?.title).toBe('Edited in another tab');
  });
});

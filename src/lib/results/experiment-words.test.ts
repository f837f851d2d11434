import { describe, expect, it } from 'vitest';
import { defaultBase } from '#lib/experiment/study-defaults.ts';
import { experimentFields } from './experiment-fields.ts';
import { fieldInWords, modelInWords, overriddenKeys, trainingInWords } from './experiment-words.ts';

describe('experiments in words', () => {
  it('give a model in one line, with what is unusual at the end', () => {
    expect(modelInWords(defaultBase)).toBe('2 × 64, relu, 1 density, log-normal');
    expect(
      modelInWords({
        ...defaultBase,
        hidden: [64, 32],
        components: 10,
        streams: 'separate',
        dropout: 0.2,
      }),
    ).toBe('64, 32, relu, 10 densities, log-normal, separate streams, dropout 20 %');
    expect(modelInWords({ ...defaultBase, hidden: [] })).toMatch(/^linear, /);
  });

  it('give training in one line', () => {
    expect(trainingInWords(defaultBase)).toBe('NLL, 20 epochs, batches of 64');
    expect(trainingInWords({ ...defaultBase, loss: 'crps', epochs: 1, patience: 3 })).toBe(
      'CRPS, 1 epoch, batches of 64, patience 3',
    );
  });

  it('have words for every field that a study may set', () => {
    const keys = Object.keys(defaultBase).sort();
    expect(experimentFields.map((field) => field.key).sort()).toEqual(keys);
    for (const { key } of experimentFields) {
      expect(fieldInWords(key, defaultBase[key])).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('list overrides in the order of the form, whatever order they were made in', () => {
    expect(overriddenKeys({ epochs: 3, components: 2, patience: null })).toEqual([
      'components',
      'epochs',
      'patience',
    ]);
  });
});

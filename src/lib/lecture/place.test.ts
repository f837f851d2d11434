import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlace, writePlace } from './place.ts';
import { defaultPresets, presetLimits, type Presets } from './presets.ts';
import { steps } from './steps.ts';

const between = ([least, most]: readonly [number, number]) => fc.integer({ min: least, max: most });
const presets = fc.record<Presets>({
  rows: between(presetLimits.rows),
  k: between(presetLimits.k),
  epochs: between(presetLimits.epochs),
  replicates: between(presetLimits.replicates),
  workers: fc.option(between(presetLimits.workers), { nil: null }),
  rounds: between(presetLimits.rounds),
  sample: between(presetLimits.sample),
  hideControls: fc.boolean(),
});

test('an address leads to the step and the sizes that it was written for', () => {
  fc.assert(
    fc.property(fc.constantFrom(...steps), presets, ({ id }, sizes) => {
      const place = readPlace(writePlace(id, sizes, defaultPresets));
      expect(place.kind).toBe('step');
      if (place.kind !== 'step') return;
      expect(place.step).toBe(id);
      expect({ ...defaultPresets, ...place.presets }).toEqual(sizes);
    }),
  );
});

test('no text crashes it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(['step', 'result', 'refused']).toContain(readPlace(text).kind);
    }),
  );
});

test('what cannot be is refused with what was expected', () => {
  expect(readPlace('#1?k=21')).toEqual({
    kind: 'refused',
    message: 'The link presets k to “21”; expected a whole number from 1 to 20.',
  });
});

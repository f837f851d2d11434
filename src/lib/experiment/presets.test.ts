import { describe, expect, it } from 'vitest';
import { parseStudy } from './study-schema.ts';
import { firstStudy, presets } from './presets.ts';

describe('the presets', () => {
  it('ask the four questions, each named once', () => {
    expect(presets.map((preset) => preset.question)).toEqual([
      'One density or ten?',
      'Shared or separate streams?',
      'NLL or CRPS as the loss?',
      'Does dropout help?',
    ]);
    expect(new Set(presets.map((preset) => preset.id)).size).toBe(presets.length);
  });

  it.each(presets)(
    '“$question” is a complete study on surgery, titled by its question',
    (preset) => {
      expect(parseStudy(preset.study)).toEqual({ ok: true, study: preset.study });
      expect(preset.study.title).toBe(preset.question);
      expect(preset.study.data.source).toMatchObject({ kind: 'builtin', id: 'surgery' });
      expect(preset.study.replicates).toBeGreaterThanOrEqual(16);
      expect(preset.study.variants.length).toBeGreaterThanOrEqual(2);
    },
  );

  it('begin with one density against ten at 32 replicates', () => {
    expect(firstStudy.replicates).toBe(32);
    expect(firstStudy.variants).toEqual([
      { name: '1 density' },
      { name: '10 densities', components: 10 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { parseLayers } from './layers.ts';

describe('hidden layers as typed', () => {
  it('are read from a list or from layers × units', () => {
    expect(parseLayers('64, 32')).toEqual([64, 32]);
    expect(parseLayers('64 32 16')).toEqual([64, 32, 16]);
    expect(parseLayers('2 × 64')).toEqual([64, 64]);
    expect(parseLayers('3x8')).toEqual([8, 8, 8]);
  });

  it('are none where nothing is typed', () => {
    expect(parseLayers('  ')).toEqual([]);
  });

  it('are no number where none can be read, so that the schema refuses them', () => {
    expect(parseLayers('64, many')).toEqual([64, NaN]);
  });

  it('never grow beyond reason while someone types', () => {
    expect(parseLayers('999999999 × 64').length).toBeLessThan(100);
  });
});

import { expect, test } from 'vitest';
import { layoutOf } from '#lib/mdn/layout.ts';
import { atlasOf, fromAtlas, toAtlas } from './atlas.ts';

const layout = layoutOf(
  {
    family: 'normal',
    components: 1,
    hidden: [3],
    activation: 'relu',
    dropout: 0,
    streams: 'separate',
  },
  5,
);

test('parameters of every net survive the way into their atlases and back', () => {
  const replicates = [0, 1].map((r) =>
    Float32Array.from({ length: layout.size }, (_, i) => 1 + i + 1000 * r),
  );
  const back = replicates.map(() => new Float32Array(layout.size));
  for (const net of layout.nets) {
    const atlas = atlasOf(net);
    fromAtlas(atlas, toAtlas(atlas, replicates), back);
  }
  expect(back).toEqual(replicates);
});

test('an atlas is even, and zero wherever it holds no parameter', () => {
  const [net] = layout.nets;
  const atlas = atlasOf(net);
  expect(atlas.layers).toEqual([
    { inputs: 6, outputs: 4, first: 0 },
    { inputs: 4, outputs: 2, first: 8 },
  ]);
  expect([atlas.rows, atlas.columns]).toEqual([14, 4]);
  const values = toAtlas(atlas, [new Float32Array(layout.size).fill(1)]);
  const parameters = 5 * 3 + 3 + (3 * 1 + 1);
  expect(values.reduce((a, b) => a + b)).toBe(parameters);
  // Row 5 belongs to the input that the width was rounded up by; row 6 is the biases.
  expect([...values.subarray(20, 28)]).toEqual([0, 0, 0, 0, 1, 1, 1, 0]);
});

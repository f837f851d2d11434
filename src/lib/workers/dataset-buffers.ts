import type { Dataset, Part } from '#lib/data/dataset.ts';

/** Every buffer of a dataset, once, to transfer it without a copy. */
export function datasetBuffers(dataset: Dataset): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const gather = (value: unknown) => {
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  };
  for (const part of [dataset.train, dataset.validation, dataset.test]) {
    for (const value of Object.values(part satisfies Part)) {
      gather(value);
      if (typeof value === 'object') Object.values(value).forEach(gather);
    }
  }
  return [...buffers];
}

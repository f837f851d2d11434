import type { Dataset } from '#lib/data/dataset.ts';

/** Every buffer of a dataset, once, to transfer it without a copy. */
export function datasetBuffers({ train, validation, test }: Dataset): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const part of [train, validation, test]) {
    // A part's truth is an object of arrays; nothing is nested deeper.
    for (const value of [...Object.values(part), ...Object.values(part.truth ?? {})]) {
      if (!ArrayBuffer.isView(value)) continue;
      if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    }
  }
  return [...buffers];
}

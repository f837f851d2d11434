/** The data worker's entry: the desk, and the line by which the page learns of its death. */
import { expose, releaseProxy, transfer, type Remote } from 'comlink';
import { readAssetBrowser } from '#lib/data/builtin/readAssetBrowser.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import { DataDesk } from './data-desk.ts';
import { datasetBuffers } from './dataset-buffers.ts';
import { holdLifeline } from './lifeline.ts';

const desk = new DataDesk(readAssetBrowser);

const api = {
  attach: (line: string) => holdLifeline(line),
  openBuiltin: desk.openBuiltin.bind(desk),
  async openFile(file: File, kinds: DataSpec['kinds'], onProgress: (share: number) => void) {
    // Progress crosses on a port of its own: the last of it is to arrive before the answer.
    let told: unknown;
    try {
      const opened = await desk.openFile(file, kinds, (share) => (told = onProgress(share)));
      await told;
      return opened;
    } finally {
      (onProgress as Remote<typeof onProgress>)[releaseProxy]();
    }
  },
  cancel: () => desk.cancel(),
  summary: desk.summary.bind(desk),
  check: desk.check.bind(desk),
  describeRows: desk.describeRows.bind(desk),
  async prepare(data: DataSpec, replicate: number | null) {
    const answer = await desk.prepare(data, replicate);
    return answer.status === 'ok' ? transfer(answer, datasetBuffers(answer.value)) : answer;
  },
};

export type DataWorkerApi = typeof api;
expose(api);

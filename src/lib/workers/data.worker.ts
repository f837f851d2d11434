/** The data worker's entry: the service, and the line by which the page learns of its death. */
import { expose, releaseProxy, transfer, type Remote } from 'comlink';
import { readAssetBrowser } from '#lib/data/builtin/readAssetBrowser.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import { DataService } from './data-service.ts';
import { datasetBuffers } from './dataset-buffers.ts';
import { holdLifeline } from './lifeline.ts';

const service = new DataService(readAssetBrowser);

const api = {
  attach: (line: string) => holdLifeline(line),
  openBuiltin: service.openBuiltin.bind(service),
  async openFile(file: File, kinds: DataSpec['kinds'], onProgress: (share: number) => void) {
    // Progress crosses on a port of its own: the last of it is to arrive before the answer.
    let told: unknown;
    try {
      const opened = await service.openFile(file, kinds, (share) => (told = onProgress(share)));
      await told;
      return opened;
    } finally {
      (onProgress as Remote<typeof onProgress>)[releaseProxy]();
    }
  },
  cancel: () => service.cancel(),
  summary: service.summary.bind(service),
  check: service.check.bind(service),
  describeRows: service.describeRows.bind(service),
  async prepare(data: DataSpec, replicate: number | null) {
    const answer = await service.prepare(data, replicate);
    return answer.status === 'ok' ? transfer(answer, datasetBuffers(answer.value)) : answer;
  },
};

export type DataWorkerApi = typeof api;
expose(api);

/** The GPU's trial in a real worker. What runs here is a GPU in software, or a real one: both must be told apart. */
import { afterEach, expect, test } from 'vitest';
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import { readAssetBrowser } from '#lib/data/builtin/readAssetBrowser.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import { gpuHere } from '#lib/engines/gpu-renderer.ts';
import { smallStudy } from './testing/recorded-run.ts';
import { TrainClient } from './train-client.ts';
import { WorkerStart } from './worker-start.ts';

const study = smallStudy();
let client: TrainClient;

async function ready(): Promise<TrainClient> {
  const { source } = study.data;
  if (source.kind !== 'builtin') throw new Error('The tests run on built-in sets.');
  const prepared = prepareDataset(await loadBuiltin(source, readAssetBrowser), study.data, null);
  if (prepared.status === 'refused') throw new Error(prepared.message);
  const spawn = () => new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' });
  client = new TrainClient((attach) => new WorkerStart(spawn, attach));
  await client.hold('null', prepared.dataset);
  return client;
}

afterEach(() => client.terminate());

const job = { experiment: study.base, seed: 1, replicates: [0, 1, 2], dataKey: 'null' };
/** However slow a GPU in software is, it comes to its epochs. */
const request = { ...job, effort: { epochs: 3, mostMs: 24 * 60 * 60 * 1000 } };

test('a GPU in software is found out before an engine is started', async () => {
  const gpu = gpuHere();
  const trial = await (await ready()).tryGpu({ ...request, anyGpu: false });
  if (gpu.status === 'hardware') expect(trial.status).not.toBe('unfit');
  else expect(trial).toEqual({ status: 'unfit', why: expect.stringContaining('software') });
});

test('a GPU that is tried is timed, and trains from then on', async () => {
  const worker = await ready();
  const trial = await worker.tryGpu({ ...request, anyGpu: true });
  expect(trial).toMatchObject({ status: 'timed', started: { engine: 'webgl' } });
  if (trial.status === 'timed') expect(trial.rate).toBeGreaterThan(0);
  const whole = { ...job, variant: 0, wantPredictions: false };
  expect(await worker.train(whole, () => undefined)).toMatchObject({ status: 'trained' });
});

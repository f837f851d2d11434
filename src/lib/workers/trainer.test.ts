import { expect, test } from 'vitest';
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import { readAssetNode } from '#lib/data/builtin/readAssetNode.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { boundsOf } from '#lib/mdn/bounds.ts';
import { mixturesOf } from '#lib/mdn/head.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import { referenceOutputs } from '#lib/mdn/reference.ts';
import { scaleOf } from '#lib/mdn/scale.ts';
import { Trainer } from './trainer.ts';
import type { TrainRequest } from '#lib/schedule/worker-handle.ts';

/** What the trainer holds, once it is ready. */
let dataset: Dataset;

async function ready(epochs: number): Promise<{ trainer: Trainer; request: TrainRequest }> {
  const parsed = parseStudy({
    data: { source: { id: 'inverse-sine', rows: 120 } },
    base: { epochs, hidden: [4], components: 2 },
  });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  const { data, base, seed } = parsed.study;
  if (data.source.kind !== 'builtin') throw new Error('The tests run on built-in sets.');
  const prepared = prepareDataset(await loadBuiltin(data.source, readAssetNode), data, null);
  if (prepared.status === 'refused') throw new Error(prepared.message);
  const trainer = new Trainer();
  expect(await trainer.start('cpu')).toEqual({ engine: 'cpu', renderer: null, notices: [] });
  dataset = prepared.dataset;
  trainer.hold('all', dataset);
  const replicates = [3, 5];
  const dataKey = 'all';
  const wantPredictions = true;
  const request = { variant: 1, experiment: base, seed, replicates, dataKey, wantPredictions };
  return { trainer, request };
}

test('a stack that is trained is replied as finished replicates, with predictions of the first', async () => {
  const { trainer, request } = await ready(2);
  const epochs: number[] = [];
  const reply = await trainer.train(request, (reports) => {
    epochs.push(...reports.map(({ epoch }) => epoch));
  });
  if (reply.status !== 'trained') throw new Error(JSON.stringify(reply));
  expect(epochs).toEqual([1, 2]);
  expect(reply.setbacks).toEqual([]);
  expect(reply.finished.map(({ variant, replicate }) => [variant, replicate])).toEqual([
    [1, 3],
    [1, 5],
  ]);
  expect(reply.predictions?.crps).toHaveLength(24);
  expect(reply.predictions?.mus).toHaveLength(48);
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / 24;
  expect(reply.finished[0].testCrps).toBeCloseTo(
    mean(reply.predictions?.crps ?? new Float64Array()),
    12,
  );
});

test('the predictions come with the network that made them', async () => {
  const { trainer, request } = await ready(2);
  const reply = await trainer.train(request, () => undefined);
  if (reply.status !== 'trained' || !reply.predictions?.network) throw new Error('No network.');
  const { predictions } = reply;
  const { replicate, parameters } = reply.predictions.network;
  expect(replicate).toBe(3);
  const { experiment } = request;
  const layout = layoutOf(experiment, dataset.width);
  const network = { layout, activation: experiment.activation };
  const raw = referenceOutputs(network, parameters, dataset.test.inputs);
  const scale = scaleOf(experiment.family, dataset.train.targets);
  const mixtures = mixturesOf(raw, experiment.components, scale, boundsOf(scale));
  mixtures.mus.forEach((mu, i) => expect(predictions.mus[i]).toBeCloseTo(mu, 4));
  mixtures.weights.forEach((weight, i) => expect(predictions.weights[i]).toBeCloseTo(weight, 4));
});

test('a job is aborted, even while it is paused, and the next one trains', async () => {
  const { trainer, request } = await ready(500);
  trainer.pause();
  const paused = trainer.train(request, () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  trainer.abort();
  expect(await paused).toEqual({ status: 'aborted' });
  trainer.resume();
  const short = { ...request, experiment: { ...request.experiment, epochs: 1 } };
  expect(await trainer.train(short, () => undefined)).toMatchObject({ status: 'trained' });
});

test('what an engine cannot do is replied with its message, not thrown', async () => {
  const { trainer, request } = await ready(1);
  const experiment = { ...request.experiment, hidden: [-1] };
  const reply = await trainer.train({ ...request, experiment }, () => undefined);
  expect(reply).toMatchObject({ status: 'broken', reason: 'engine-error' });
});

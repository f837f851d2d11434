/** A small study trained here and now, as a page would have it to export; for tests. */
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import { readAssetNode } from '#lib/data/builtin/readAssetNode.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import type { Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';
import { Trainer } from '#lib/workers/trainer.ts';
import type { ExportSource } from './export-source.ts';

export interface TrainedSource extends ExportSource {
  readonly dataset: Dataset;
}

/** @param over fields of the study besides its data */
export async function trainedSource(over: object): Promise<TrainedSource> {
  const parsed = parseStudy({
    data: { source: { id: 'surgery', rows: 400 } },
    replicates: 2,
    ...over,
  });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  const study: Study = parsed.study;
  if (study.data.source.kind !== 'builtin') throw new Error('The tests run on built-in sets.');
  const table = await loadBuiltin(study.data.source, readAssetNode);
  const prepare = async (data: Study['data'], replicate: number | null) => {
    const prepared = prepareDataset(table, data, replicate);
    if (prepared.status === 'refused') throw new Error(prepared.message);
    return prepared.dataset;
  };
  const dataset = await prepare(study.data, study.data.split.perReplicate ? 0 : null);
  const trainer = new Trainer();
  await trainer.start('simd');
  trainer.hold('data', dataset);
  const results: ReplicateResult[] = [];
  const predictions: (Predictions | null)[] = [];
  for (const [index, variant] of study.variants.entries()) {
    const reply = await trainer.train(
      {
        variant: index,
        experiment: experimentOf(study.base, variant),
        seed: study.seed,
        replicates: Array.from({ length: study.replicates }, (_, replicate) => replicate),
        dataKey: 'data',
        wantPredictions: true,
      },
      () => undefined,
    );
    if (reply.status !== 'trained') throw new Error(JSON.stringify(reply));
    results.push(...reply.finished);
    predictions.push(reply.predictions);
  }
  const environment = {
    engine: 'simd',
    workers: 1,
    stack: 2,
    renderer: null,
    runtime: 'Node',
    hardwareConcurrency: 2,
  };
  const variants = study.variants.map(({ name }, index) => ({
    name,
    done: results.flatMap((result) =>
      result.variant === index && result.status === 'done' ? [result] : [],
    ),
    failed: [],
  }));
  return { study, variants, whole: { results, environment }, predictions, prepare, dataset };
}

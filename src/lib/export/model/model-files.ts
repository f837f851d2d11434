import type { Dataset } from '#lib/data/dataset.ts';
import type { TrainedNetwork } from '#lib/experiment/result.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';
import { middleOf, scaleOf } from '#lib/mdn/scale.ts';
import { nameWords } from '../file-name.ts';
import type { ArchiveFile } from '../zip-blob.ts';
import { layersModel } from './layers-model.ts';
import { modelReadme } from './model-readme.ts';

/** A variant's trained network, and the data by which its inputs were encoded. */
export interface VariantNetwork {
  readonly variant: number;
  readonly network: TrainedNetwork;
  readonly dataset: Dataset;
}

function folderOf(study: Study, index: number): string {
  return `${index + 1}-${nameWords(study.variants[index].name, 'variant')}`;
}

/** What is needed besides the network: how a row becomes inputs, and what the outputs are of. */
function encodingOf(study: Study, { variant, network, dataset }: VariantNetwork): object {
  const { name } = study.variants[variant];
  const experiment = experimentOf(study.base, study.variants[variant]);
  const scale = scaleOf(experiment.family, dataset.train.targets);
  return {
    study: study.title,
    variant: name,
    replicate: network.replicate + 1,
    seed: study.seed,
    experiment,
    target: {
      ...dataset.target,
      family: experiment.family,
      scale: { mean: middleOf(scale), sd: scale.sd },
    },
    inputs: dataset.features,
    columns: dataset.encoding,
  };
}

/**
 * A folder for each network: model.json and weights.bin for TensorFlow.js and Keras, encoding.json.
 * @throws RangeError where a network is not of this study and data
 */
export function modelFiles(
  folder: string,
  study: Study,
  networks: readonly VariantNetwork[],
): ArchiveFile[] {
  const files = networks.flatMap((trained): ArchiveFile[] => {
    const { variant, network, dataset } = trained;
    const experiment = experimentOf(study.base, study.variants[variant]);
    const scale = scaleOf(experiment.family, dataset.train.targets);
    const { model, weights } = layersModel(experiment, dataset.width, scale, network.parameters);
    const path = `${folder}/${folderOf(study, variant)}`;
    const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
    return [
      { path: `${path}/model.json`, content: json(model) },
      { path: `${path}/weights.bin`, content: weights },
      { path: `${path}/encoding.json`, content: json(encodingOf(study, trained)) },
    ];
  });
  const folders = networks.map(({ variant }) => ({
    folder: folderOf(study, variant),
    variant: study.variants[variant].name,
  }));
  return [{ path: `${folder}/README.md`, content: modelReadme(study, folders) }, ...files];
}

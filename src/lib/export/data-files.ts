/** The files that are made from the study's data, which is encoded anew for them. */
import { experimentOf } from '#lib/experiment/study.ts';
import type { Predictions } from '#lib/experiment/result.ts';
import type { ExportSource } from './export-source.ts';
import { nameWords } from './file-name.ts';
import type { VariantNetwork } from './model/model-files.ts';
import type { Offer } from './offers.ts';
import { testRowsCsv } from './test-rows-csv.ts';
import { textBlob } from './text-blob.ts';

const NO_DATA = 'The data of this study is not open here. Open it in the lab first.';
const NOTHING_YET = 'No replicate has finished yet.';
const SCORES_ONLY = 'Only scores were kept. Run it again here to have them.';

interface Held {
  readonly variant: number;
  readonly predictions: Predictions;
}

function heldOf({ predictions }: ExportSource): Held[] {
  return predictions.flatMap((held, variant) => (held ? [{ variant, predictions: held }] : []));
}

/** The data as the replicate of these predictions saw it. */
function datasetOf({ study, prepare }: ExportSource, network: { replicate: number } | undefined) {
  if (!prepare) throw new Error(NO_DATA);
  const { perReplicate } = study.data.split;
  if (perReplicate && !network) throw new Error(SCORES_ONLY);
  return prepare(study.data, perReplicate && network ? network.replicate : null);
}

function forecastsOffer(source: ExportSource): Offer {
  const { study, variants, prepare } = source;
  const held = heldOf(source);
  const known = study.data.split.perReplicate
    ? held.filter(({ predictions }) => predictions.network)
    : held;
  const finished = variants.some(({ done }) => done.length > 0);
  const missing = finished ? SCORES_ONLY : NOTHING_YET;
  return {
    title: 'Test rows',
    note: 'A line for each test row and variant: the outcome, the predicted mixture, its mean and quantiles, CRPS and PIT.',
    obstacle: prepare ? (known.length > 0 ? null : missing) : NO_DATA,
    holdsData: true,
    formats: [
      {
        label: 'CSV',
        kind: 'test-rows',
        extension: 'csv',
        async make(signal) {
          const forecasts = await Promise.all(
            known.map(async ({ variant, predictions }) => {
              const { test } = await datasetOf(source, predictions.network);
              const { name } = study.variants[variant];
              const { family } = experimentOf(study.base, study.variants[variant]);
              return { variant: name, family, predictions, test };
            }),
          );
          return textBlob(testRowsCsv(study.data.target.shift, forecasts), 'text/csv', signal);
        },
      },
    ],
  };
}

function networksOffer(source: ExportSource): Offer {
  const { study, variants, prepare } = source;
  const trained = heldOf(source).flatMap(({ variant, predictions: { network } }) =>
    network ? [{ variant, network }] : [],
  );
  const finished = variants.some(({ done }) => done.length > 0);
  const missing = finished
    ? 'The networks of this run were not kept. Run it again to export them.'
    : NOTHING_YET;
  return {
    title: 'Trained networks',
    note: 'The first finished replicate of each variant, from encoded inputs to the mixture, for TensorFlow.js and Keras; with the encoding of every column, which names its values, but no row.',
    obstacle: prepare ? (trained.length > 0 ? null : missing) : NO_DATA,
    holdsData: false,
    formats: [
      {
        label: 'ZIP',
        kind: 'networks',
        extension: 'zip',
        async make(signal) {
          const networks: VariantNetwork[] = [];
          for (const { variant, network } of trained) {
            networks.push({ variant, network, dataset: await datasetOf(source, network) });
          }
          const [{ modelFiles }, { zipBlob }] = await Promise.all([
            import('./model/model-files.ts'),
            import('./zip-blob.ts'),
          ]);
          const folder = `${nameWords(study.title, 'study')}-networks`;
          return zipBlob(modelFiles(folder, study, networks), signal);
        },
      },
    ],
  };
}

function pythonOffer(source: ExportSource): Offer {
  const { study, variants, prepare } = source;
  return {
    title: 'Python',
    note: 'A PyTorch script that builds, trains and scores the same networks by the same exact formula, with every row encoded.',
    obstacle: prepare ? null : NO_DATA,
    holdsData: true,
    formats: [
      {
        label: 'ZIP',
        kind: 'python',
        extension: 'zip',
        async make(signal) {
          const dataset = await datasetOf(source, { replicate: 0 });
          const [{ pythonFiles }, { zipBlob }] = await Promise.all([
            import('./python/python-files.ts'),
            import('./zip-blob.ts'),
          ]);
          const folder = `${nameWords(study.title, 'study')}-python`;
          return zipBlob(pythonFiles(folder, study, variants, dataset), signal);
        },
      },
    ],
  };
}

export function dataFiles(
  source: ExportSource,
): Record<'forecasts' | 'networks' | 'python', Offer> {
  return {
    forecasts: forecastsOffer(source),
    networks: networksOffer(source),
    python: pythonOffer(source),
  };
}

/** What each entry was set to, in words: everything but the data that all compared entries share. */
import { experimentFields, type FieldKey } from '#lib/results/experiment-fields.ts';
import { percent } from '#lib/format/percent.ts';
import { layersInWords } from '#lib/results/experiment-words.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { Entry } from './comparison.ts';
import { engineInWords } from './run-words.ts';

export interface Setting {
  readonly label: string;
  /** One an entry. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** A value under its label: `10`, `20 %`, `off`. */
function valueInWords<K extends FieldKey>(key: K, value: Experiment[K]): string {
  const experiment = { [key]: value } as Partial<Experiment>;
  const words: { [F in FieldKey]: (value: Experiment[F]) => string } = {
    family: (family) => (family === 'lognormal' ? 'log-normal' : 'normal'),
    components: String,
    hidden: layersInWords,
    activation: String,
    streams: String,
    dropout: percent,
    loss: (loss) => loss.toUpperCase(),
    epochs: String,
    batchSize: (rows) => `${rows} rows`,
    learningRate: String,
    weightDecay: String,
    clipNorm: (norm) => (norm === null ? 'off' : String(norm)),
    patience: (epochs) => (epochs === null ? 'off' : `${epochs} epochs`),
  };
  return words[key](experiment[key] as Experiment[K]);
}

function inputsInWords({ of }: Entry): string {
  const { inputs } = of.study.data;
  return inputs ? inputs.join(', ') : 'every other column';
}

function kindsInWords({ of }: Entry): string {
  const kinds = Object.entries(of.study.data.kinds).sort(([a], [b]) => (a < b ? -1 : 1));
  return kinds.map(([column, kind]) => `${column}: ${kind}`).join(', ') || 'as inferred';
}

const runSettings: readonly (readonly [label: string, words: (entry: Entry) => string])[] = [
  ['Replicates', ({ of }) => String(of.study.replicates)],
  ['Seed', ({ of }) => String(of.study.seed)],
  ['Inputs', inputsInWords],
  ['Kinds', kindsInWords],
  ['Validation rows', ({ of }) => percent(of.study.data.split.validation)],
  ['Engine', ({ of }) => engineInWords(of) ?? 'not known'],
];

/** In the order of the form, what differs marked. */
export function entrySettings(entries: readonly Entry[]): Setting[] {
  const setting = (label: string, words: (entry: Entry) => string): Setting => {
    const values = entries.map(words);
    return { label, values, differs: new Set(values).size > 1 };
  };
  return [
    ...experimentFields.map(({ key, label }) =>
      setting(label, ({ experiment }) => valueInWords(key, experiment[key])),
    ),
    ...runSettings.map(([label, words]) => setting(label, words)),
  ];
}

/** A study in full, for someone who was not there: what was done, and every setting that is not the usual one. */
import { countWords } from '#lib/format/counted.ts';
import { valueWords, withUnit } from '#lib/format/number-words.ts';
import { percent } from '#lib/format/percent.ts';
import { builtins } from '#lib/data/builtin/builtins.ts';
import { defaultBase, defaultInputs, defaultSplit } from '#lib/experiment/study-defaults.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { Study } from '#lib/experiment/study.ts';
import { experimentFields, type FieldKey } from './experiment-fields.ts';
import { fieldInWords, modelInWords, overriddenKeys, trainingInWords } from './experiment-words.ts';

export interface StudyDetail {
  readonly label: string;
  readonly words: string;
}

function differing(base: Experiment): FieldKey[] {
  const same = (key: FieldKey) => JSON.stringify(base[key]) === JSON.stringify(defaultBase[key]);
  return experimentFields.map(({ key }) => key).filter((key) => !same(key));
}

function dataInWords({ data }: Study): string {
  const { source } = data;
  if (source.kind === 'table') return `The file “${source.name}”`;
  const set = builtins.find(({ id }) => id === source.id);
  return `${set?.title ?? source.id}, ${countWords(source.rows)} rows, seed ${source.seed}`;
}

function targetInWords({ data }: Study): string {
  const { column, unit, shift } = data.target;
  const moved = shift === 0 ? '' : `, shifted by ${withUnit(valueWords(shift), unit)}`;
  return `${unit ? `${column} (${unit})` : column}${moved}`;
}

function splitInWords({ data }: Study): string {
  const { validation, test, seed, perReplicate } = data.split;
  const how = perReplicate ? 'another for each replicate, ' : '';
  return `${percent(validation)} validation, ${percent(test)} test, ${how}seed ${seed}`;
}

/** @returns in the order of the lab's form; the usual inputs, kinds, split and settings are left out */
export function studyDetails(study: Study): StudyDetail[] {
  const { data, base, variants, replicates, seed } = study;
  const usual = defaultInputs(data.source, data.target);
  const inputs = JSON.stringify(data.inputs) === JSON.stringify(usual) ? null : data.inputs;
  const kinds = Object.entries(data.kinds).map(([column, kind]) => `${column} as ${kind}`);
  const split = JSON.stringify(data.split) !== JSON.stringify(defaultSplit);
  const settings = differing(base).map((key) => fieldInWords(key, base[key]));
  const detail = (label: string, words: string | null) =>
    words === null || words === '' ? [] : [{ label, words }];
  return [
    ...detail('Data', dataInWords(study)),
    ...detail('Target', targetInWords(study)),
    ...detail('Inputs', inputs?.join(', ') ?? (usual ? null : 'every other column')),
    ...detail('Columns read', kinds.join(', ')),
    ...detail('Split', split ? splitInWords(study) : null),
    ...detail('Model', modelInWords(base)),
    ...detail('Training', trainingInWords(base)),
    ...detail('Not the default', settings.join(', ')),
    ...variants.flatMap((variant) => {
      const own = overriddenKeys(variant).map((key) =>
        fieldInWords(key, variant[key] as Experiment[typeof key]),
      );
      return detail(variant.name, own.join(', ') || 'as above');
    }),
    ...detail('Replicates', `${replicates} of each variant, seed ${seed}`),
  ];
}

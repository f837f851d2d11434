/** Experiments in few words: one line for a closed group, a chip for each override. */
import { valueWords } from '#lib/format/number-words.ts';
import { percent } from '#lib/format/percent.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { experimentFields, type FieldKey } from './experiment-fields.ts';

/** `2 × 64`, `64, 32`, or `linear`. */
export function layersInWords(hidden: readonly number[]): string {
  if (hidden.length === 0) return 'linear';
  const even = hidden.every((units) => units === hidden[0]);
  return even ? `${hidden.length} × ${hidden[0]}` : hidden.join(', ');
}

/** One field in words that need no label: `10 densities`, `dropout 20 %`. */
export function fieldInWords<K extends FieldKey>(key: K, value: Experiment[K]): string {
  const experiment = { [key]: value } as Partial<Experiment>;
  const words: { [F in FieldKey]: (value: Experiment[F]) => string } = {
    family: (family) => (family === 'lognormal' ? 'log-normal' : 'normal'),
    components: (count) => (count === 1 ? '1 density' : `${count} densities`),
    hidden: (hidden) => layersInWords(hidden),
    activation: (activation) => activation,
    dropout: (share) => (share === 0 ? 'no dropout' : `dropout ${percent(share)}`),
    streams: (streams) => `${streams} streams`,
    loss: (loss) => `${loss.toUpperCase()} loss`,
    epochs: (epochs) => (epochs === 1 ? '1 epoch' : `${epochs} epochs`),
    batchSize: (rows) => `batches of ${rows}`,
    learningRate: (rate) => `learning rate ${valueWords(rate)}`,
    weightDecay: (decay) => (decay === 0 ? 'no weight decay' : `weight decay ${valueWords(decay)}`),
    clipNorm: (norm) => (norm === null ? 'no clipping' : `clip at ${valueWords(norm)}`),
    patience: (epochs) => (epochs === null ? 'no early stopping' : `patience ${epochs}`),
  };
  return words[key](experiment[key] as Experiment[K]);
}

/** The fields of an experiment in which a variant differs, in the order of the form. */
export function overriddenKeys(variant: Partial<Experiment>): FieldKey[] {
  return experimentFields.map((field) => field.key).filter((key) => variant[key] !== undefined);
}

/** `2 × 64, relu, 1 density, log-normal`, and what is unusual. */
export function modelInWords(base: Experiment): string {
  return [
    layersInWords(base.hidden),
    base.activation,
    fieldInWords('components', base.components),
    fieldInWords('family', base.family),
    ...(base.streams === 'separate' ? ['separate streams'] : []),
    ...(base.dropout > 0 ? [fieldInWords('dropout', base.dropout)] : []),
  ].join(', ');
}

/** `NLL, 20 epochs, batches of 64`, and what is unusual. */
export function trainingInWords(base: Experiment): string {
  return [
    base.loss.toUpperCase(),
    fieldInWords('epochs', base.epochs),
    fieldInWords('batchSize', base.batchSize),
    ...(base.patience === null ? [] : [fieldInWords('patience', base.patience)]),
    ...(base.weightDecay > 0 ? [fieldInWords('weightDecay', base.weightDecay)] : []),
  ].join(', ');
}

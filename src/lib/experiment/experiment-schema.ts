/** What a model and its training may be, field by field; a base has all of them, a variant any. */
import * as v from 'valibot';
import { choice, field, list, number, record, shownName, wholeNumber } from './fields.ts';
import { LONGEST_NAME } from './variant-names.ts';

const patience = field<number | null>(
  (value) => value === null || (Number.isInteger(value) && inRange(value as number, 1, 1000)),
  'null (train every epoch) or a whole number of epochs from 1 to 1000',
);

const clipNorm = field<number | null>(
  (value) => value === null || (Number.isFinite(value) && (value as number) > 0),
  'null (no clipping) or a number above 0',
);

function inRange(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

export const experimentEntries = {
  family: choice('lognormal', 'normal'),
  components: wholeNumber(1, 20),
  hidden: list(0, 4, 'layers', wholeNumber(1, 512)),
  activation: choice('relu', 'tanh', 'elu'),
  dropout: number((p) => p >= 0 && p < 1, 'a share of at least 0 and below 1'),
  streams: choice('shared', 'separate'),
  loss: choice('nll', 'crps'),
  epochs: wholeNumber(1, 1000),
  batchSize: wholeNumber(1, 4096),
  learningRate: number((rate) => rate > 0 && rate <= 1e9, 'a number above 0, at most 1e9'),
  weightDecay: number((decay) => inRange(decay, 0, 1), 'a number from 0 to 1'),
  clipNorm,
  patience,
};

export const experimentSchema = record(experimentEntries);

export const variantSchema = record({
  name: shownName(LONGEST_NAME, 'a name'),
  family: v.optional(experimentEntries.family),
  components: v.optional(experimentEntries.components),
  hidden: v.optional(experimentEntries.hidden),
  activation: v.optional(experimentEntries.activation),
  dropout: v.optional(experimentEntries.dropout),
  streams: v.optional(experimentEntries.streams),
  loss: v.optional(experimentEntries.loss),
  epochs: v.optional(experimentEntries.epochs),
  batchSize: v.optional(experimentEntries.batchSize),
  learningRate: v.optional(experimentEntries.learningRate),
  weightDecay: v.optional(experimentEntries.weightDecay),
  clipNorm: v.optional(experimentEntries.clipNorm),
  patience: v.optional(experimentEntries.patience),
});

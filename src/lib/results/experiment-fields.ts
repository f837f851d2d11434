/** The fields of a model and its training as people meet them: label, control, explanation, and the words of a chip. */
import type { Experiment } from '#lib/experiment/experiment.ts';

export type FieldKey = keyof Experiment;

interface Described {
  readonly key: FieldKey;
  readonly label: string;
  readonly explain: string;
  readonly formula?: string;
  /** Whether the page that draws the score says more. */
  readonly drawn?: boolean;
}

export type ExperimentField = Described &
  (
    | { readonly control: 'number'; readonly step: number; readonly unit?: string }
    | { readonly control: 'share' }
    | { readonly control: 'layers' }
    | { readonly control: 'optional'; readonly step: number; readonly none: string }
    | {
        readonly control: 'choice';
        readonly options: readonly { readonly value: string; readonly label: string }[];
      }
  );

export const modelFields: readonly ExperimentField[] = [
  {
    key: 'family',
    label: 'Family',
    control: 'choice',
    options: [
      { value: 'lognormal', label: 'Log-normal' },
      { value: 'normal', label: 'Normal' },
    ],
    explain:
      'The kind of density that is mixed. Log-normal suits durations and prices: positive, with a long right tail.',
    formula: 'ln(y − shift) ~ N(μ, σ²)',
  },
  {
    key: 'components',
    label: 'Densities',
    control: 'number',
    step: 1,
    explain:
      'How many densities are mixed in each forecast, 1 to 20. One density cannot have two peaks.',
    formula: 'f(y) = Σ wᵢ fᵢ(y), Σ wᵢ = 1',
  },
  {
    key: 'hidden',
    label: 'Hidden layers',
    control: 'layers',
    explain:
      'Units of each hidden layer, such as 64, 64. Empty is a linear model; four layers at most.',
  },
  {
    key: 'activation',
    label: 'Activation',
    control: 'choice',
    options: [
      { value: 'relu', label: 'relu' },
      { value: 'tanh', label: 'tanh' },
      { value: 'elu', label: 'elu' },
    ],
    explain: 'The bend after each hidden layer; without one the network would be linear.',
  },
  {
    key: 'streams',
    label: 'Streams',
    control: 'choice',
    options: [
      { value: 'shared', label: 'Shared' },
      { value: 'separate', label: 'Separate' },
    ],
    explain:
      'Shared: one network gives weights, means and spreads. Separate: three networks of the same shape, one for each.',
  },
  {
    key: 'dropout',
    label: 'Dropout',
    control: 'share',
    explain: 'Share of hidden units left out at random in each training step, against overfitting.',
  },
];

export const trainingFields: readonly ExperimentField[] = [
  {
    key: 'loss',
    label: 'Loss',
    control: 'choice',
    options: [
      { value: 'nll', label: 'NLL' },
      { value: 'crps', label: 'CRPS' },
    ],
    explain:
      'What training lowers. NLL: the negative log likelihood of the outcome. CRPS: the score itself, exact for any number of densities.',
    formula: 'CRPS = ∫ (F(x) − 1{x ≥ y})² dx',
    drawn: true,
  },
  {
    key: 'epochs',
    label: 'Epochs',
    control: 'number',
    step: 1,
    explain: 'How many times training passes over all training rows.',
  },
  {
    key: 'batchSize',
    label: 'Batch',
    control: 'number',
    step: 16,
    unit: 'rows',
    explain: 'Rows in each training step.',
  },
  {
    key: 'learningRate',
    label: 'Learning rate',
    control: 'number',
    step: 0.001,
    explain:
      'The size of Adam’s steps. Too large and replicates diverge, too small and they do not arrive.',
  },
  {
    key: 'weightDecay',
    label: 'Weight decay',
    control: 'number',
    step: 0.001,
    explain: 'Pulls weights towards 0 at each step (AdamW), against overfitting.',
  },
  {
    key: 'clipNorm',
    label: 'Clip gradients',
    control: 'optional',
    step: 1,
    none: 'off',
    explain:
      'The largest norm of one replicate’s gradient; a longer one is shortened. Empty: never.',
  },
  {
    key: 'patience',
    label: 'Early stopping',
    control: 'optional',
    step: 1,
    none: 'off',
    explain:
      'Stop after this many epochs without a better validation CRPS and keep the best weights. Empty: train every epoch.',
  },
];

export const experimentFields: readonly ExperimentField[] = [...modelFields, ...trainingFields];

export function fieldOf(key: FieldKey): ExperimentField {
  const field = experimentFields.find((candidate) => candidate.key === key);
  if (!field) throw new RangeError(`Expected the name of a field of an experiment, got ${key}`);
  return field;
}

/** Questions that one click asks, each a full study on the surgery simulator. They are the open ends of the work this tool comes from. */
import { parseStudy } from './study-schema.ts';
import type { Study } from './study.ts';

export interface Preset {
  readonly id: string;
  readonly question: string;
  /** What it compares, in one line. */
  readonly note: string;
  readonly study: Study;
}

/** Defaults fill in what a preset does not set. */
function preset(id: string, question: string, note: string, study: object): Preset {
  const parsed = parseStudy({ title: question, ...study });
  if (!parsed.ok) {
    const [first] = parsed.problems;
    throw new Error(`The preset ${id} is no valid study: ${first?.path} ${first?.message}`);
  }
  return { id, question, note, study: parsed.study };
}

export const presets: readonly Preset[] = [
  preset(
    'densities',
    'One density or ten?',
    'Mixtures of 1 and 10 log-normals, 32 replicates each',
    {
      variants: [{ name: '1 density' }, { name: '10 densities', components: 10 }],
    },
  ),
  preset(
    'streams',
    'Shared or separate streams?',
    'One network, or three: for weights, means and spreads',
    {
      base: { components: 3 },
      variants: [{ name: 'Shared' }, { name: 'Separate', streams: 'separate' }],
    },
  ),
  preset(
    'loss',
    'NLL or CRPS as the loss?',
    'Train on likelihood or on the score itself, with 1 and 3 densities',
    {
      variants: [
        { name: 'NLL' },
        { name: 'CRPS', loss: 'crps' },
        { name: 'NLL, 3 densities', components: 3 },
        { name: 'CRPS, 3 densities', components: 3, loss: 'crps' },
      ],
    },
  ),
  preset(
    'dropout',
    'Does dropout help?',
    'None, 20 % and 40 %, trained longer so that overfitting can show',
    {
      base: { components: 3, epochs: 40 },
      variants: [
        { name: 'No dropout' },
        { name: 'Dropout 20 %', dropout: 0.2 },
        { name: 'Dropout 40 %', dropout: 0.4 },
      ],
    },
  ),
];

function first(list: readonly Preset[]): Preset {
  const [preset] = list;
  if (!preset) throw new Error('There is at least one preset.');
  return preset;
}

/** What a first visit finds. */
export const firstStudy: Study = first(presets).study;

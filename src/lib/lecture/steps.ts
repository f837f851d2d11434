import type { Heat } from './heat.ts';

export type StepId = '1' | '2' | '3' | '4' | '5' | 'crps' | 'home';

export interface Step {
  readonly id: StepId;
  /** At most eight words. */
  readonly heading: string;
  /** What is raced, in a sentence. */
  readonly lead: string;
  readonly heats: readonly Heat[];
  /** Steps whose figures it multiplies. */
  readonly needs?: readonly StepId[];
  /** For the speaker alone. */
  readonly notes: readonly string[];
}

const scoring = { title: '', unit: 'rows', components: null } as const;
const alone = {
  unit: 'rows',
  lanes: ['quadrature', 'closed-form', 'simd', 'webgl', 'webgpu'],
} as const;

export const steps: readonly Step[] = [
  {
    id: '1',
    heading: 'What a loop costs',
    lead: 'Predict a row, integrate a row, then the next; or predict them all and score them all.',
    heats: [{ ...scoring, id: 'loop', lanes: ['loop-gpu', 'loop', 'batch'] }],
    notes: [
      'Everybody writes this loop first: predict one case, score it, append to a list. It is correct, and it is easy to read.',
      'The lanes share one trained network and the same test rows. They take turns on one thread; a turn’s time is its own, so neither waits for the other.',
      'The loop on the GPU is slower than on the processor: each row is sent there and read back. It is shown as a lane so that nobody asks why it is missing.',
      'The Python loop of 2020 took 109 ms a row. It stands beside the race as a citation; a plain JavaScript loop is some thousand times faster, so no factor here is measured against Python.',
      'A hatched bar with ≈ was too slow to wait for: it stopped after a sample, and the total is projected from it.',
    ],
  },
  {
    id: '2',
    heading: 'Where the time went',
    lead: 'The loop has two halves, predicting and integrating. Each is batched alone, then both.',
    heats: [
      { ...scoring, id: 'parts', lanes: ['loop', 'batch-quadrature', 'loop-closed', 'batch'] },
    ],
    notes: [
      'Ask the hall first: which half is slow, the network or the integral?',
      'Batching one half leaves the other: that is why neither fix alone is enough.',
      'The two factors multiply to the factor of the first step, within the spread: first the predictions, then the scores.',
    ],
  },
  {
    id: '3',
    heading: 'Integrate, or know the answer',
    lead: 'Forecasts at hand, only the scores are timed: quadrature against the closed form.',
    heats: [
      { ...alone, id: 'k1', title: '1 density', components: 1 },
      { ...alone, id: 'k10', title: '10 densities', components: 10 },
    ],
    notes: [
      'In 2020 mixtures were dropped because their score was slow: “no closed form exists”. It does, for any number of densities; the next step but two shows it.',
      'With one density the loop’s quadrature also misses some rows: its points step over a forecast that is narrow. The line below the lanes says how many, and by how much.',
      'A GPU needs far more rows than these before it pays: what is timed includes copying there and back.',
    ],
  },
  {
    id: '4',
    heading: 'Replicates on every core',
    lead: 'The same experiment with different seeds, trained one after another or in parallel.',
    heats: [
      {
        id: 'pool',
        title: '',
        unit: 'replicates',
        components: null,
        lanes: ['one-worker', 'every-worker', 'stacked', 'fastest'],
      },
    ],
    notes: [
      'One training run proves nothing: another seed gives another score. Thirty-two of them give an interval.',
      'In 2020 a pool of 16 processes made it 12 times faster. Here one worker a core does the same in the browser.',
      'Stacked replicates train as one model; on our own kernels they train in turn, which is as fast there.',
      'Time counts once the workers are warm: starting them is not in it, nor the first replicates of each.',
    ],
  },
  {
    id: '5',
    heading: 'All of it together',
    lead: 'Whole experiments, trained and scored: the slow end against the fast end.',
    heats: [
      {
        id: 'ends',
        title: '',
        unit: 'replicates',
        components: null,
        lanes: ['experiments', 'together'],
      },
    ],
    needs: ['1', '4'],
    notes: [
      'The product is over whole experiments, as in 2020: training is in it, which no batch of scores makes faster. That is why its first factor is smaller than the first step’s.',
      'The two ends are measured on their own, then compared with the product of the factors. If they disagree beyond the spread, say so.',
      '20 × 12 = 240 was claimed on another machine, in another language. It is cited, not raced.',
    ],
  },
  {
    id: 'crps',
    heading: 'The score itself',
    lead: 'The area between a forecast’s distribution and what happened.',
    heats: [],
    notes: [
      'Drag the outcome: the shaded area is the score. Make the forecast narrow and wrong, then wide and right.',
      'The two ways to write it, an integral and a difference of expectations, give the same number: the second is the closed form.',
    ],
  },
  {
    id: 'home',
    heading: 'Take it home',
    lead: 'The figures of this machine as a link. Scan it, and race on yours.',
    heats: [],
    notes: [
      'The code holds figures only, no data. It works from the app itself: whoever has no network can open it later.',
      'Paste a link that somebody sends back, and both machines stand side by side.',
    ],
  },
];

export function stepOf(id: StepId): Step {
  return steps.find((step) => step.id === id) ?? steps[0];
}

/** The SIMD engine alone: samples a second over widths, components and batches, and where the time goes. */
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { Finding, Target } from '../finding.ts';
import { interleave } from '../interleave.ts';
import type { Place } from '../place.ts';
import { simdJob } from '../simdJob.ts';
import { showNumber, showSpread, spreadOf } from '../spread.ts';

const ROWS = 6400;
const WANTED = 1e6;
const PEER: Partial<Experiment> = { hidden: [64, 64], components: 3, batchSize: 64 };

const cases: readonly Partial<Experiment>[] = [
  PEER,
  { ...PEER, components: 1 },
  { ...PEER, components: 10 },
  { ...PEER, loss: 'crps', components: 1 },
  { ...PEER, loss: 'crps' },
  { ...PEER, loss: 'crps', components: 10 },
  { ...PEER, batchSize: 32 },
  { ...PEER, batchSize: 256 },
  { ...PEER, batchSize: 512 },
  { ...PEER, hidden: [32, 32] },
  { ...PEER, hidden: [128, 128] },
  { ...PEER, hidden: [256, 256] },
  { ...PEER, dropout: 0.2 },
];

function nameOf({ hidden, components, batchSize, loss, dropout }: Partial<Experiment>): string {
  const drops = dropout ? `, dropout ${dropout}` : '';
  return `${hidden?.join('-')}, K = ${components}, batch ${batchSize}, ${loss ?? 'nll'}${drops}`;
}

export async function simdTraining(place: Place): Promise<Finding> {
  const rows: string[][] = [];
  const rates: number[] = [];
  for (const overrides of cases) {
    const job = await simdJob(overrides, ROWS);
    job.epoch();
    const parts = [job.epoch, job.products, job.head, job.optimiser];
    const names = ['epoch', 'products', 'head', 'optimiser'];
    const timings = await interleave(
      parts.map((run, i) => ({ name: names[i], run })),
      place.effort,
    );
    const [epoch, products, head, optimiser] = timings.map((timing) => timing.rounds);
    const share = (part: readonly number[]) =>
      `${(100 * spreadOf(part.map((ms, i) => (ms * job.stepsPerEpoch) / epoch[i])).median).toFixed(0)} %`;
    const rate = spreadOf(epoch.map((ms) => (1000 * ROWS) / ms));
    rates.push(rate.median);
    rows.push([
      nameOf(overrides),
      showSpread(rate),
      showNumber(spreadOf(products.map((ms) => job.operations / ms / 1e6)).median),
      share(products),
      share(head),
      share(optimiser),
    ]);
  }
  const crpsShare = rates[4] / rates[0];
  const targets: Target[] = [
    {
      what: `simd, ${nameOf(PEER)}, ${place.name}`,
      wanted: '≥ 1,000,000 samples/s',
      got: `${showNumber(rates[0])}`,
      met: rates[0] >= WANTED,
    },
    {
      what: `simd, CRPS as the loss against NLL, K = 3, ${place.name}`,
      wanted: '≥ 0.90×',
      got: `${crpsShare.toFixed(2)}×`,
      met: crpsShare >= 0.9,
    },
  ];
  return {
    title: `The SIMD engine on one core, in ${place.name}`,
    header: ['network', 'samples/s', 'GFLOP/s of the products', 'products', 'head', 'optimiser'],
    rows,
    notes: [
      `10 inputs, ${ROWS.toLocaleString('en')} rows an epoch, shuffling included. The products’ rate is that of the same products run alone, and the roof of the whole: what is left beside products, head and optimiser is gathering rows, activations and turning slopes.`,
    ],
    targets,
  };
}

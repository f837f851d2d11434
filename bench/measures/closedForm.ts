/** Scores alone, the mixtures at hand: the closed form in a batch against a loop of quadratures. */
import { crpsBatch, originalLoopReport } from '#lib/crps/index.ts';
import { stream } from '#lib/random/stream.ts';
import { mixtureCdf } from '#lib/race/mixture-cdf.ts';
import type { Finding } from '../finding.ts';
import { interleave } from '../interleave.ts';
import type { Place } from '../place.ts';
import { ratioOf, showRatio, showSpread, spreadOf } from '../spread.ts';

const ROWS = 1000;
/** Mixtures like surgery's: ln minutes of 3 to 6, sigmas of 0.2 to 1. */
function mixtures(components: number) {
  const draw = stream(1, components, 'bench');
  const size = ROWS * components;
  const weights = Float64Array.from({ length: size }, () => 0.05 + draw.uniform());
  for (let row = 0; row < ROWS; row++) {
    const own = weights.subarray(row * components, (row + 1) * components);
    const total = own.reduce((sum, weight) => sum + weight, 0);
    own.forEach((weight, k) => (own[k] = weight / total));
  }
  return {
    y: Float64Array.from({ length: ROWS }, () => Math.exp(3 + 3 * draw.uniform())),
    weights,
    mus: Float64Array.from({ length: size }, () => 3 + 3 * draw.uniform()),
    sigmas: Float64Array.from({ length: size }, () => 0.2 + 0.8 * draw.uniform()),
  };
}

async function measureCase(place: Place, components: number): Promise<string[]> {
  const { y, weights, mus, sigmas } = mixtures(components);
  const out = new Float64Array(ROWS);
  const looped = new Float64Array(ROWS);
  const cdfOf = (row: number) => mixtureCdf({ components, weights, mus, sigmas }, row);
  let evaluations = 0;
  const ways = [
    {
      name: 'quadratures',
      run() {
        evaluations = 0;
        for (let row = 0; row < ROWS; row++) {
          const report = originalLoopReport(y[row], cdfOf(row));
          looped[row] = report.value;
          evaluations += report.evaluations;
        }
      },
    },
    {
      name: 'closed form',
      run: () => void crpsBatch('lognormal', y, weights, mus, sigmas, components, out),
    },
  ];
  const timings = await interleave(ways, place.effort);
  const perSecond = timings.map(({ rounds }) => spreadOf(rounds.map((ms) => (1000 * ROWS) / ms)));
  const apart = out.reduce((most, value, row) => Math.max(most, Math.abs(value - looped[row])), 0);
  return [
    String(components),
    showSpread(perSecond[0]),
    (evaluations / ROWS).toFixed(0),
    showSpread(perSecond[1]),
    showRatio(ratioOf(timings[0].rounds, timings[1].rounds)),
    apart.toExponential(1),
  ];
}

export async function closedForm(place: Place): Promise<Finding> {
  const rows: string[][] = [];
  for (const components of [1, 3, 10]) rows.push(await measureCase(place, components));
  return {
    title: `Scores alone: quadrature against the closed form, in ${place.name}`,
    header: [
      'K',
      'quadratures a second',
      'cdf evaluations each',
      'closed form, scores a second',
      'closed form / quadrature',
      'largest difference, min',
    ],
    rows,
    notes: [
      `${ROWS} rows, doubles, plain JavaScript, one thread.`,
      'Where they differ by more than the loop’s tolerance of 0.1 min, the loop is wrong: 21 points over 10,000 minutes step over a forecast that is narrow and near the outcome, and see no error.',
    ],
    targets: [],
  };
}

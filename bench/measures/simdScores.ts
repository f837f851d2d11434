/** Scores alone, the mixtures at hand: the SIMD batch against the closed form in doubles. */
import { crpsBatch } from '#lib/crps/index.ts';
import { Scorer } from '#lib/engines/simd/Scorer.ts';
import { stream } from '#lib/random/stream.ts';
import type { Finding, Target } from '../finding.ts';
import { interleave } from '../interleave.ts';
import type { Place } from '../place.ts';
import { ratioOf, showNumber, showRatio, showSpread, spreadOf } from '../spread.ts';

const ROWS = 10_000;
const WANTED: Readonly<Record<number, number>> = { 3: 30e6, 10: 4e6 };

/** Mixtures like surgery's: ln minutes of 3 to 6, sigmas of 0.05 to 1. */
function mixtures(components: number) {
  const draw = stream(1, components, 'bench');
  const fill = (value: () => number) => Float32Array.from({ length: ROWS * components }, value);
  return {
    y: Float32Array.from({ length: ROWS }, () => Math.exp(3 + 3 * draw.uniform())),
    weights: fill(() => 1 / components),
    mus: fill(() => 3 + 3 * draw.uniform()),
    sigmas: fill(() => 0.05 + 0.95 * draw.uniform()),
  };
}

export async function simdScores(place: Place): Promise<Finding> {
  const scorer = await Scorer.start();
  const rows: string[][] = [];
  const targets: Target[] = [];
  for (const components of [1, 3, 10]) {
    const { y, weights, mus, sigmas } = mixtures(components);
    const exact = new Float64Array(ROWS);
    const fast = new Float64Array(ROWS);
    const timings = await interleave(
      [
        {
          name: 'doubles',
          run: () => void crpsBatch('lognormal', y, weights, mus, sigmas, components, exact),
        },
        {
          name: 'simd',
          run: () => void scorer.crps('lognormal', y, weights, mus, sigmas, components, fast),
        },
      ],
      place.effort,
    );
    const rates = timings.map(({ rounds }) => spreadOf(rounds.map((ms) => (1000 * ROWS) / ms)));
    const apart = exact.reduce((most, e, i) => Math.max(most, Math.abs(fast[i] / e - 1)), 0);
    rows.push([
      String(components),
      ...rates.map((rate) => showSpread(rate)),
      showRatio(ratioOf(timings[0].rounds, timings[1].rounds)),
      apart.toExponential(1),
    ]);
    const wanted = WANTED[components];
    if (wanted) {
      targets.push({
        what: `CRPS a second, simd, K = ${components}, ${place.name}`,
        wanted: `≥ ${showNumber(wanted)}`,
        got: showNumber(rates[1].median),
        met: rates[1].median >= wanted,
      });
    }
  }
  return {
    title: `Scores with SIMD, in ${place.name}`,
    header: ['K', 'doubles, scores/s', 'simd, scores/s', 'ratio', 'largest relative difference'],
    rows,
    notes: ['Copying the mixtures into the kernels’ memory is included.'],
    targets,
  };
}

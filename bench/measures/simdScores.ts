/** Scores alone, the mixtures at hand: the SIMD batch against the closed form in doubles. */
import { crpsBatch, expectedCrps, oracleCrps } from '#lib/crps/index.ts';
import { Scorer } from '#lib/engines/simd/Scorer.ts';
import { stream } from '#lib/random/stream.ts';
import type { Finding, Target } from '../finding.ts';
import { interleave } from '../interleave.ts';
import type { Place } from '../place.ts';
import { ratioOf, showNumber, showRatio, showSpread, spreadOf } from '../spread.ts';

const ROWS = 10_000;
const WANTED: Readonly<Record<number, number>> = { 3: 30e6, 10: 4e6 };
/** Relative, of one score. */
const TOLERANCE = 1e-5;

/** Mixtures like surgery's: ln minutes of 3 to 6, sigmas of 0.05 to 1. */
function mixtures(components: number, purpose: string) {
  const draw = stream(1, components, purpose);
  const fill = (value: () => number) => Float32Array.from({ length: ROWS * components }, value);
  return {
    components,
    weights: fill(() => 1 / components),
    mus: fill(() => 3 + 3 * draw.uniform()),
    sigmas: fill(() => 0.05 + 0.95 * draw.uniform()),
  };
}

function outcomes(components: number): Float32Array {
  const draw = stream(1, components, 'bench-outcomes');
  return Float32Array.from({ length: ROWS }, () => Math.exp(3 + 3 * draw.uniform()));
}

/** One score, in doubles and on our kernels. */
interface Score {
  readonly name: string;
  readonly doubles: (out: Float64Array) => void;
  readonly simd: (out: Float64Array) => void;
  readonly wanted?: number;
}

function scoresOf(scorer: Scorer, components: number): Score[] {
  const y = outcomes(components);
  const forecast = mixtures(components, 'bench');
  const truth = mixtures(components, 'bench-truth');
  const { weights, mus, sigmas } = forecast;
  const own = [y, weights, mus, sigmas, components] as const;
  return [
    {
      name: 'CRPS',
      doubles: (out) => void crpsBatch('lognormal', ...own, out),
      simd: (out) => void scorer.crps('lognormal', ...own, out),
      wanted: WANTED[components],
    },
    {
      name: 'expected CRPS',
      doubles: (out) => void expectedCrps(forecast, truth, out),
      simd: (out) => void scorer.expectedCrps(forecast, truth, out),
    },
    {
      name: 'oracle CRPS',
      doubles: (out) => void oracleCrps(truth, out),
      simd: (out) => void scorer.oracleCrps(truth, out),
    },
  ];
}

export async function simdScores(place: Place): Promise<Finding> {
  const scorer = await Scorer.start();
  const rows: string[][] = [];
  const targets: Target[] = [];
  for (const components of [1, 3, 10]) {
    for (const { name, doubles, simd, wanted } of scoresOf(scorer, components)) {
      const exact = new Float64Array(ROWS);
      const fast = new Float64Array(ROWS);
      const timings = await interleave(
        [
          { name: 'doubles', run: () => doubles(exact) },
          { name: 'simd', run: () => simd(fast) },
        ],
        place.effort,
      );
      const rates = timings.map(({ rounds }) => spreadOf(rounds.map((ms) => (1000 * ROWS) / ms)));
      const apart = exact.reduce((most, e, i) => Math.max(most, Math.abs(fast[i] / e - 1)), 0);
      if (!(apart < TOLERANCE)) throw new Error(`${name}, K = ${components}: ${apart} apart.`);
      rows.push([
        name,
        String(components),
        ...rates.map((rate) => showSpread(rate)),
        showRatio(ratioOf(timings[0].rounds, timings[1].rounds)),
        apart.toExponential(1),
      ]);
      if (wanted) {
        targets.push({
          what: `CRPS a second, simd, K = ${components}, ${place.name}`,
          wanted: `≥ ${showNumber(wanted)}`,
          got: showNumber(rates[1].median),
          met: rates[1].median >= wanted,
        });
      }
    }
  }
  return {
    title: `Scores with SIMD, in ${place.name}`,
    header: [
      'score',
      'K',
      'doubles, scores/s',
      'simd, scores/s',
      'ratio',
      'largest relative difference',
    ],
    rows,
    notes: [
      'Copying the mixtures into the kernels’ memory is included.',
      'Expected: over outcomes of a truth with as many components as the forecast; oracle: of that truth itself. Rows that 32 bits do not do are scored again in doubles, which is included.',
    ],
    targets,
  };
}

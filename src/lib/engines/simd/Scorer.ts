/**
 * The batched scores in SIMD: #lib/crps's `crpsBatch`, `expectedCrps` and `oracleCrps` in 32 bits, ten
 * times as fast. Rows for which 32 bits do not do are scored in doubles.
 */
import {
  crpsBatch,
  expectedCrps,
  type MixtureFamily,
  type MixtureRows,
  oracleCrps,
} from '#lib/crps/index.ts';
import { Arena } from './Arena.ts';
import { type Kernels, startKernels } from './kernels.ts';

type Reals = Float32Array | Float64Array;

/** Numbers of a row, `each` of them, and where a block of rows lies for the kernels. */
interface Column {
  readonly values: Reals;
  readonly each: number;
  readonly place: number;
}

/** Addresses of weights, mus and sigmas. */
type MixturePlaces = readonly [weights: number, mus: number, sigmas: number];

/** Rows scored in one call: their numbers stay in the cache. */
const BLOCK_ROWS = 1024;
const MOST_COMPONENTS = 20;
/** Beyond these a square, or a product of a weight, may have left 32 bits. NaN, a kernel's own word for that, is neither. */
const SMALLEST = 1e-15;
const LARGEST = 1e15;

export class Scorer {
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #y: number;
  readonly #forecast: MixturePlaces;
  readonly #truth: MixturePlaces;
  readonly #out: number;

  private constructor(kernels: Kernels) {
    this.#kernels = kernels;
    const arena = new Arena(kernels);
    const mixtures = (): MixturePlaces => {
      const numbers = () => arena.allocate(4 * BLOCK_ROWS * MOST_COMPONENTS);
      return [numbers(), numbers(), numbers()];
    };
    this.#arena = arena;
    this.#y = arena.allocate(4 * BLOCK_ROWS);
    this.#forecast = mixtures();
    this.#truth = mixtures();
    this.#out = arena.allocate(4 * BLOCK_ROWS);
  }

  /** @throws EngineUnavailable where there is no WebAssembly with SIMD */
  static async start(): Promise<Scorer> {
    return new Scorer(await startKernels());
  }

  /**
   * The CRPS of n mixtures of 1–20 components at n outcomes, in y's unit; see `crpsBatch` for the
   * arguments, which are not checked here.
   *
   * Relative error below 1e-5 for sigmas from 0.05 (1.5e-5 for narrower ones). In doubles: y ≤ 0, means
   * beyond e⁸⁰·y, scores below 0.02·y, and any below 1e-15 or above 1e15.
   * @param out n numbers; made if left out
   */
  crps(
    family: MixtureFamily,
    y: Reals,
    weights: Reals,
    mus: Reals,
    sigmas: Reals,
    components: number,
    out: Float64Array = new Float64Array(y.length),
  ): Float64Array {
    const normal = family === 'normal' ? 1 : 0;
    const forecast = { components, weights, mus, sigmas };
    // A normal's score knows distances only: far from zero, 32 bits hold those alone.
    const near = normal ? { ...forecast, mus: distances(y, mus, components) } : forecast;
    const columns = [
      { values: normal ? new Float32Array(y.length) : y, each: 1, place: this.#y },
      ...columnsOf(near, this.#forecast),
    ];
    const left = this.#inBlocks(columns, out, (rows) =>
      this.#kernels.scoreMixtures(normal, rows, components, this.#y, ...this.#forecast, this.#out),
    );
    return scoreAgain(left, out, () => {
      const own = rowsOf(forecast, left);
      const outcomes = numbersOf(y, 1, left);
      return crpsBatch(family, outcomes, own.weights, own.mus, own.sigmas, components);
    });
  }

  /**
   * E CRPS(forecast, Y) over Y ~ truth, one a row, in the unit of Y; both are mixtures of 1–20 log-normals.
   * See `expectedCrps` for the arguments, which are not checked here. Relative error below 1e-5 for sigmas
   * from 0.05. In doubles: sigmas above 1.25, means far apart, scores below 0.02 of the truth's median.
   */
  expectedCrps(
    forecast: MixtureRows,
    truth: MixtureRows,
    out: Float64Array = new Float64Array(truth.weights.length / truth.components),
  ): Float64Array {
    const columns = [...columnsOf(forecast, this.#forecast), ...columnsOf(truth, this.#truth)];
    const [f, g] = [forecast.components, truth.components];
    const left = this.#inBlocks(columns, out, (rows) =>
      this.#kernels.expectedOfMixtures(rows, f, ...this.#forecast, g, ...this.#truth, this.#out),
    );
    return scoreAgain(left, out, () => expectedCrps(rowsOf(forecast, left), rowsOf(truth, left)));
  }

  /** The expected CRPS of the truth itself: `expectedCrps(truth, truth)`, with half the work. */
  oracleCrps(
    truth: MixtureRows,
    out: Float64Array = new Float64Array(truth.weights.length / truth.components),
  ): Float64Array {
    const left = this.#inBlocks(columnsOf(truth, this.#truth), out, (rows) =>
      this.#kernels.oracleOfMixtures(rows, truth.components, ...this.#truth, this.#out),
    );
    return scoreAgain(left, out, () => oracleCrps(rowsOf(truth, left)));
  }

  /** @returns the rows that 32 bits did not do */
  #inBlocks(
    columns: readonly Column[],
    out: Float64Array,
    score: (rows: number) => void,
  ): number[] {
    const left: number[] = [];
    for (let first = 0; first < out.length; first += BLOCK_ROWS) {
      const end = Math.min(first + BLOCK_ROWS, out.length);
      for (const { values, each, place } of columns) {
        const block = values.subarray(first * each, end * each);
        this.#arena.floats(place, block.length).set(block);
      }
      score(end - first);
      const scores = this.#arena.floats(this.#out, end - first);
      out.set(scores, first);
      for (let row = 0; row < scores.length; row++) {
        if (!(scores[row] > SMALLEST && scores[row] < LARGEST)) left.push(first + row);
      }
    }
    return left;
  }
}

function columnsOf({ components, weights, mus, sigmas }: MixtureRows, at: MixturePlaces): Column[] {
  return [weights, mus, sigmas].map((values, i) => ({ values, each: components, place: at[i] }));
}

function distances(y: Reals, mus: Reals, components: number): Float32Array {
  const apart = new Float32Array(mus.length);
  for (let row = 0, at = 0; row < y.length; row++) {
    for (let k = 0; k < components; k++, at++) apart[at] = mus[at] - y[row];
  }
  return apart;
}

function numbersOf(values: Reals, each: number, rows: readonly number[]): Float64Array {
  return Float64Array.from(
    { length: rows.length * each },
    (_, i) => values[rows[Math.floor(i / each)] * each + (i % each)],
  );
}

function rowsOf({ components, weights, mus, sigmas }: MixtureRows, rows: readonly number[]) {
  const [w, m, s] = [weights, mus, sigmas].map((values) => numbersOf(values, components, rows));
  return { components, weights: w, mus: m, sigmas: s };
}

function scoreAgain(
  rows: readonly number[],
  out: Float64Array,
  exactly: () => Float64Array,
): Float64Array {
  if (rows.length === 0) return out;
  const exact = exactly();
  rows.forEach((row, i) => (out[row] = exact[i]));
  return out;
}

import type { IntegralReport } from './adaptiveIntegral.ts';
import { crpsQuadrature, crpsQuadratureReport, type QuadratureOptions } from './crpsQuadrature.ts';

/** Minutes from 0 to 10,000, to a tenth of a minute, and no thought of where the forecast lies. */
const OPTIONS: QuadratureOptions = { lower: 0, upper: 10_000, tolerance: 0.1, breakpoints: [] };

/**
 * What the original experiment's loop asked of every row, faults and all: the baseline of the race and of the
 * benchmarks, not a score to rely on. Its first points lie 22 to 740 minutes apart, so that it steps over a forecast
 * that is narrower, and reports convergence all the same (docs/formulas.md). For a score by quadrature, see
 * `crpsQuadrature`.
 * @param y outcome, in minutes
 * @param cdf of the forecast
 * @returns minutes
 * @throws ToleranceNotReached
 */
export function originalLoop(y: number, cdf: (x: number) => number): number {
  return crpsQuadrature(y, cdf, OPTIONS);
}

/** `originalLoop` that says how it went instead of throwing. */
export function originalLoopReport(y: number, cdf: (x: number) => number): IntegralReport {
  return crpsQuadratureReport(y, cdf, OPTIONS);
}

import { adaptiveIntegral, type IntegralReport } from './adaptiveIntegral.ts';
import { requireFinite, requirePositive } from './mixtureArguments.ts';

export interface QuadratureOptions {
  /** Where the integral starts and ends, in the unit of y; finite. What lies outside is left out. */
  readonly lower: number;
  readonly upper: number;
  /** Largest absolute error to accept, in the unit of y. */
  readonly tolerance: number;
  /**
   * Where cdf changes its course, in any order: `MixtureDistribution.breakpoints()`. The rule sees cdf at its points
   * only: what rises from 0 to 1 between two of them, with no breakpoint near, is not there for it.
   */
  readonly breakpoints: readonly number[];
}

/** Thrown when the tolerance is out of reach; `report` holds what was reached. */
export class ToleranceNotReached extends Error {
  override readonly name = 'ToleranceNotReached';
  constructor(
    readonly report: IntegralReport,
    options: QuadratureOptions,
  ) {
    super(
      `crpsQuadrature: an error estimate of ${report.errorEstimate} is as far as ${report.evaluations} ` +
        `evaluations of cdf came, tolerance is ${options.tolerance}. Ask for less, or check that cdf ` +
        `rises from 0 to 1 between ${options.lower} and ${options.upper}.`,
    );
  }
}

/**
 * CRPS of any distribution at y from its cdf, by quadrature of the definition, split at the breakpoints and at y,
 * where the integrand jumps (as properscoring does): ∫ F² below y, ∫ (1 − F)² above it.
 * Adaptive Gauss–Kronrod, see `adaptiveIntegral`; each piece gets an equal share of the tolerance.
 * y outside [lower, upper] is legal: the integral then reaches from there to y.
 * @throws RangeError for a y or a bound that is not finite, upper ≤ lower, or tolerance ≤ 0.
 * @throws ToleranceNotReached
 */
export function crpsQuadrature(
  y: number,
  cdf: (x: number) => number,
  options: QuadratureOptions,
): number {
  const report = crpsQuadratureReport(y, cdf, options);
  if (!report.converged) throw new ToleranceNotReached(report, options);
  return report.value;
}

/** `crpsQuadrature` that says how it went instead of throwing. */
export function crpsQuadratureReport(
  y: number,
  cdf: (x: number) => number,
  options: QuadratureOptions,
): IntegralReport {
  const { lower, upper, tolerance, breakpoints } = options;
  requireFinite('y', y);
  requireFinite('lower', lower);
  requireFinite('upper', upper);
  requirePositive('tolerance', tolerance);
  if (!(lower < upper)) {
    throw new RangeError(`upper must be above lower (${lower}); got ${upper}.`);
  }
  const below = (x: number) => {
    const mass = cdf(x);
    return mass * mass;
  };
  const above = (x: number) => {
    const mass = 1 - cdf(x);
    return mass * mass;
  };
  // Where y lies outside the bounds, between it and them as well.
  const within = breakpoints.filter((x) => x > Math.min(lower, y) && x < Math.max(upper, y));
  const knots = [...new Set([lower, upper, y, ...within])].sort((a, b) => a - b);
  const parts = knots.slice(1).map((to, i) => {
    const share = tolerance / (knots.length - 1);
    return adaptiveIntegral(to <= y ? below : above, knots[i], to, share);
  });
  const total = (of: (part: IntegralReport) => number) =>
    parts.reduce((sum, part) => sum + of(part), 0);
  return {
    value: total(({ value }) => value),
    errorEstimate: total(({ errorEstimate }) => errorEstimate),
    evaluations: total(({ evaluations }) => evaluations),
    converged: parts.every(({ converged }) => converged),
  };
}

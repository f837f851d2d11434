import { adaptiveIntegral, type IntegralReport } from './adaptiveIntegral.ts';
import { requireFinite, requirePositive } from './mixtureArguments.ts';

export interface QuadratureOptions {
  /** Where the integral starts and ends, in the unit of y; finite. What lies outside is left out. */
  readonly lower: number;
  readonly upper: number;
  /** Largest absolute error to accept, in the unit of y. */
  readonly tolerance: number;
}

/**
 * What the original experiment's loop asked of every row: minutes from 0 to 10,000, to a tenth of a
 * minute. The baseline of the benchmarks, `crpsQuadrature(y, cdf, ORIGINAL_LOOP)`.
 */
export const ORIGINAL_LOOP: QuadratureOptions = { lower: 0, upper: 10_000, tolerance: 0.1 };

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
 * CRPS of any distribution at y from its cdf, by quadrature of the definition, split at y where the
 * integrand jumps (as properscoring does): ∫ F² below y, ∫ (1 − F)² above it.
 * Adaptive Gauss–Kronrod, see `adaptiveIntegral`; each side gets half of the tolerance.
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
  const { lower, upper, tolerance } = options;
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
  // Between y and the bounds, and, where y lies outside them, between the bounds as well.
  const knots = [lower, upper, y].sort((a, b) => a - b);
  const parts = [0, 1].map((i) =>
    adaptiveIntegral(knots[i + 1] <= y ? below : above, knots[i], knots[i + 1], 0.5 * tolerance),
  );
  return {
    value: parts[0].value + parts[1].value,
    errorEstimate: parts[0].errorEstimate + parts[1].errorEstimate,
    evaluations: parts[0].evaluations + parts[1].evaluations,
    converged: parts[0].converged && parts[1].converged,
  };
}

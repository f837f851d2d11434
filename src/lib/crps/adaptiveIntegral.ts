import { gaussKronrod, RULE_EVALUATIONS, type RuleResult } from './gaussKronrod.ts';

export interface IntegralReport {
  readonly value: number;
  /** QUADPACK's estimate of |value − integral|; usually far above the true error. */
  readonly errorEstimate: number;
  /** Times that the integrand was called. */
  readonly evaluations: number;
  /** Whether errorEstimate is within the tolerance asked for. */
  readonly converged: boolean;
}

interface Piece extends RuleResult {
  readonly lower: number;
  readonly upper: number;
}

/** As scipy.integrate.quad's `limit`. */
export const PIECES_LIMIT = 50;

/**
 * ∫ f over a finite interval, adaptively: apply the 21-point rule, bisect the piece with the largest
 * error estimate, stop once the estimates add up to `tolerance` (absolute), once rounding errors show,
 * or at 50 pieces. QUADPACK's QAG with key 2; QAGS is the same but for its extrapolation, which only
 * integrands with a singularity set to work.
 */
export function adaptiveIntegral(
  f: (x: number) => number,
  lower: number,
  upper: number,
  tolerance: number,
): IntegralReport {
  const scratch = new Float64Array(20);
  const apply = (from: number, to: number): Piece => {
    const { integral, errorEstimate, absolute, deviation } = gaussKronrod(f, from, to, scratch);
    return { integral, errorEstimate, absolute, deviation, lower: from, upper: to };
  };
  if (lower === upper) return { value: 0, errorEstimate: 0, evaluations: 0, converged: true };
  const pieces = [apply(lower, upper)];
  let evaluations = RULE_EVALUATIONS;
  let errorEstimate = pieces[0].errorEstimate;
  // QUADPACK's two signs of rounding: bisection that changes nothing, and one that makes it worse.
  let unchanged = 0;
  let worsened = 0;
  const onlyRounding = errorEstimate <= 50 * Number.EPSILON * pieces[0].absolute;

  while (errorEstimate > tolerance && pieces.length < PIECES_LIMIT && !onlyRounding) {
    let worst = 0;
    for (let i = 1; i < pieces.length; i++) {
      if (pieces[i].errorEstimate > pieces[worst].errorEstimate) worst = i;
    }
    const parent = pieces[worst];
    const middle = 0.5 * (parent.lower + parent.upper);
    if (middle === parent.lower || middle === parent.upper) break;
    const left = apply(parent.lower, middle);
    const right = apply(middle, parent.upper);
    pieces[worst] = left;
    pieces.push(right);
    evaluations += 2 * RULE_EVALUATIONS;

    const childError = left.errorEstimate + right.errorEstimate;
    const change = Math.abs(parent.integral - left.integral - right.integral);
    if (left.deviation !== left.errorEstimate && right.deviation !== right.errorEstimate) {
      const same = change <= 1e-5 * Math.abs(left.integral + right.integral);
      if (same && childError >= 0.99 * parent.errorEstimate) unchanged++;
      if (pieces.length > 10 && childError > parent.errorEstimate) worsened++;
    }
    errorEstimate = 0;
    for (const piece of pieces) errorEstimate += piece.errorEstimate;
    if (unchanged >= 6 || worsened >= 20) break;
  }
  const value = pieces.reduce((sum, piece) => sum + piece.integral, 0);
  return { value, errorEstimate, evaluations, converged: errorEstimate <= tolerance };
}

/**
 * The head and the losses, two rows at a time: a vec2 holds one column of two neighbouring rows. The
 * same formulas as #lib/mdn's head.ts, nllRow.ts and crpsRow.ts, in 32 bits, in up to three programs.
 *
 * The mixture tensor has the columns ln w, μ, σ (K each, standardised). The slopes tensor of the CRPS has
 * ∂/∂w, ∂/∂μ, ∂/∂σ and E|X − y| (K each). Row gradients have the columns of the net's outputs, and for
 * the first net two more: each row's loss, and nothing.
 */
import type { Bounds } from '#lib/mdn/bounds.ts';
import type { TargetScale } from '#lib/mdn/scale.ts';

/** What all head programs of a stack agree on. */
export interface HeadShapes {
  readonly components: number;
  /** Nets: 1, or 3 with separate streams. */
  readonly nets: number;
  readonly rows: number;
  readonly batch: number;
  /** Where in the batch's rows z stands, and after it the outcome in units. */
  readonly targetColumn: number;
  readonly scale: TargetScale;
  readonly bounds: Bounds;
}

/** The nets' outputs as inputs, and `raw(row, part, k)` to read them. */
export function rawInputs({ components, nets }: HeadShapes): { inputs: string[]; code: string } {
  if (nets === 1) {
    return {
      inputs: ['outputs'],
      code: `vec2 raw(int row, int part, int k) {
        int col = part * ${components} + k;
        return column(outputsAt(row, col), col);
      }`,
    };
  }
  return {
    inputs: ['logits', 'mus', 'sigmas'],
    code: `vec2 raw(int row, int part, int k) {
      if (part == 0) return column(logitsAt(row, k), k);
      if (part == 1) return column(musAt(row, k), k);
      return column(sigmasAt(row, k), k);
    }`,
  };
}

/** `<name>Of(row, part, k)` of a tensor whose parts have K columns each. */
export const reader = (name: string, components: number) => `
  vec2 ${name}Of(int row, int part, int k) {
    int col = part * ${components} + k;
    return column(${name}At(row, col), col);
  }`;

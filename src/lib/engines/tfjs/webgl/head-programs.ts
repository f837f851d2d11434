/**
 * The head and the losses, two rows at a time: a vec2 holds one column of two neighbouring rows. The
 * same formulas as #lib/mdn's head.ts, nllRow.ts and crpsRow.ts, in 32 bits.
 *
 * The mixture tensor has the columns ln w, μ, σ (K each, standardised). The slopes tensor of the CRPS has
 * ∂/∂w, ∂/∂μ, ∂/∂σ and E|X − y| (K each). Row gradients have the columns of the net's outputs, and for
 * the first net two more: each row's loss, and nothing.
 */
import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import ln from '@stdlib/math-base-special-ln';
import type { Bounds } from '#lib/mdn/bounds.ts';
import type { Loss } from '#lib/mdn/loss.ts';
import type { TargetScale } from '#lib/mdn/scale.ts';
import { even } from './atlas.ts';
import { float, packedProgram, type Uniform } from './glsl.ts';

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

export const LOSS_UNIFORMS: readonly Uniform[] = [{ name: 'filled', type: 'int' }];

/** The nets' outputs as inputs, and `raw(row, part, k)` to read them. */
function rawInputs({ components, nets }: HeadShapes): { inputs: string[]; code: string } {
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

const reader = (name: string, components: number) => `
  vec2 ${name}Of(int row, int part, int k) {
    int col = part * ${components} + k;
    return column(${name}At(row, col), col);
  }`;

/** ln w, μ and σ of every row. Inputs: the nets' outputs. */
export function mixtureProgram(shapes: HeadShapes): GPGPUProgram {
  const { components, rows, bounds } = shapes;
  const { inputs, code } = rawInputs(shapes);
  const mu = float(bounds.mu);
  return packedProgram(
    [rows, even(3 * components)],
    inputs,
    `
    ${code}
    vec2 logTotal(int row) {
      vec2 top = raw(row, 0, 0);
      for (int k = 1; k < ${components}; k++) top = max(top, raw(row, 0, k));
      vec2 total = vec2(0.0);
      for (int k = 0; k < ${components}; k++) total += exp(raw(row, 0, k) - top);
      return top + log(total);
    }
    vec2 valueOf(int row, int col) {
      int part = col / ${components};
      int k = col - part * ${components};
      if (part == 0) return raw(row, 0, k) - logTotal(row);
      if (part == 1) return clamp(raw(row, 1, k), vec2(-${mu}), vec2(${mu}));
      if (part > 2) return vec2(0.0);
      vec2 width = raw(row, 2, k);
      vec2 soft = max(width, vec2(0.0)) + log(1.0 + exp(-abs(width)));
      return min(soft + ${float(bounds.floor)}, vec2(${float(bounds.sigma)}));
    }
    void main() {
      ivec2 rc = getOutputCoords();
      setOutput(block(valueOf(rc.x, rc.y), valueOf(rc.x, rc.y + 1)));
    }`,
  );
}

/** erf by way of erfc's Chebyshev fit (Press et al., Numerical Recipes, 6.2): off by at most 1.2e-7. */
const ERF = `
  vec2 erf2(vec2 x) {
    vec2 z = abs(x);
    vec2 t = 1.0 / (1.0 + 0.5 * z);
    vec2 p = -1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277));
    p = 0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * p));
    p = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * p));
    return sign(x) * (1.0 - t * exp(-z * z + p));
  }
  vec2 twoDensity(vec2 t) { return 0.7978845608 * exp(-0.5 * t * t); }`;

const LOGNORMAL_SLOPES = `
  vec2 slopeOf(int row, int part, int i, vec2 z, vec2 y) {
    vec2 s = SPREAD * mixtureOf(row, 2, i);
    vec2 mu = SPREAD * mixtureOf(row, 1, i);
    vec2 mean = exp(LEVEL + mu + 0.5 * s * s);
    vec2 t = (z - mixtureOf(row, 1, i)) / mixtureOf(row, 2, i);
    vec2 partial = mean * erf2((t - s) * 0.7071067812);
    vec2 away = y * erf2(t * 0.7071067812) - partial;
    if (part == 3) return away;
    vec2 halves = vec2(0.0);
    vec2 others = vec2(0.0);
    for (int j = 0; j < COMPONENTS; j++) {
      vec2 w = exp(mixtureOf(row, 0, j));
      vec2 sj = SPREAD * mixtureOf(row, 2, j);
      vec2 muj = SPREAD * mixtureOf(row, 1, j);
      vec2 r = inversesqrt(2.0 * (s * s + sj * sj));
      vec2 a = (mu - muj + s * s) * r;
      halves += w * mean * erf2(a);
      if (part == 0) others += w * exp(LEVEL + muj + 0.5 * sj * sj) * erf2((muj - mu + sj * sj) * r);
      if (part == 2) others += w * 1.1283791671 * mean * exp(-a * a) * r;
    }
    if (part == 0) return away - halves - others;
    vec2 weight = exp(mixtureOf(row, 0, i));
    if (part == 1) return -weight * SPREAD * (partial + halves);
    return weight * SPREAD * (mean * twoDensity(t - s) - s * (partial + halves + others));
  }`;

const NORMAL_SLOPES = `
  vec2 slopeOf(int row, int part, int i, vec2 z, vec2 y) {
    vec2 mu = mixtureOf(row, 1, i);
    vec2 s = mixtureOf(row, 2, i);
    vec2 t = (z - mu) / s;
    vec2 side = erf2(t * 0.7071067812);
    vec2 density = twoDensity(t);
    vec2 away = (z - mu) * side + s * density;
    if (part == 3) return SPREAD * away;
    vec2 sum = vec2(0.0);
    for (int j = 0; j < COMPONENTS; j++) {
      vec2 w = exp(mixtureOf(row, 0, j));
      vec2 sj = mixtureOf(row, 2, j);
      vec2 width = sqrt(s * s + sj * sj);
      vec2 gap = mu - mixtureOf(row, 1, j);
      vec2 u = gap / width;
      if (part == 0) sum += w * (gap * erf2(u * 0.7071067812) + width * twoDensity(u));
      if (part == 1) sum += w * erf2(u * 0.7071067812);
      if (part == 2) sum += w * twoDensity(u) / width;
    }
    if (part == 0) return SPREAD * (away - sum);
    vec2 weight = SPREAD * exp(mixtureOf(row, 0, i));
    if (part == 1) return -weight * (side + sum);
    return weight * (density - s * sum);
  }`;

/** The CRPS's slopes of every row in units of `scale.unit`. Inputs: mixture, table. */
export function crpsSlopesProgram(shapes: HeadShapes): GPGPUProgram {
  const { components, rows, targetColumn, scale } = shapes;
  const lognormal = scale.family === 'lognormal';
  const spread = lognormal ? scale.sd : scale.sd / scale.unit;
  const level = lognormal ? scale.mean - ln(scale.unit) : 0;
  return packedProgram(
    [rows, even(4 * components)],
    ['mixture', 'data'],
    `
    #define COMPONENTS ${components}
    #define SPREAD ${float(spread)}
    #define LEVEL ${float(level)}
    ${reader('mixture', components)}
    ${ERF}
    ${lognormal ? LOGNORMAL_SLOPES : NORMAL_SLOPES}
    vec2 valueOf(int row, int col, vec2 z, vec2 y) {
      int part = col / ${components};
      if (part > 3) return vec2(0.0);
      return slopeOf(row, part, col - part * ${components}, z, y);
    }
    void main() {
      ivec2 rc = getOutputCoords();
      vec4 outcome = dataAt(rc.x, ${targetColumn});
      setOutput(block(
        valueOf(rc.x, rc.y, outcome.xz, outcome.yw),
        valueOf(rc.x, rc.y + 1, outcome.xz, outcome.yw)));
    }`,
  );
}

/** Each row's loss, and its slope in ln w, μ or σ of a component before the head's own slopes. */
const NLL = `
  vec2 jointOf(int row, int k, vec2 z) {
    vec2 s = mixtureOf(row, 2, k);
    vec2 t = (z - mixtureOf(row, 1, k)) / s;
    return mixtureOf(row, 0, k) - log(s) - 0.5 * t * t;
  }
  vec2 summarise(int row, vec2 z) {
    vec2 top = jointOf(row, 0, z);
    for (int k = 1; k < COMPONENTS; k++) top = max(top, jointOf(row, k, z));
    vec2 total = vec2(0.0);
    for (int k = 0; k < COMPONENTS; k++) total += exp(jointOf(row, k, z) - top);
    return top + log(total);
  }
  vec2 lossOf(int row, vec2 logDensity) { return 0.9189385332 - logDensity; }
  vec2 slopeOf(int row, int part, int k, vec2 z, vec2 logDensity) {
    vec2 share = exp(jointOf(row, k, z) - logDensity);
    if (part == 0) return exp(mixtureOf(row, 0, k)) - share;
    vec2 s = mixtureOf(row, 2, k);
    vec2 t = (z - mixtureOf(row, 1, k)) / s;
    if (part == 1) return -share * t / s;
    return share * (1.0 - t * t) / s;
  }`;

const CRPS = `
  vec2 summarise(int row, vec2 z) {
    vec2 mean = vec2(0.0);
    for (int k = 0; k < COMPONENTS; k++) mean += exp(mixtureOf(row, 0, k)) * slopesOf(row, 0, k);
    return mean;
  }
  vec2 lossOf(int row, vec2 mean) {
    vec2 away = vec2(0.0);
    for (int k = 0; k < COMPONENTS; k++) away += exp(mixtureOf(row, 0, k)) * slopesOf(row, 3, k);
    return 0.5 * (mean + away);
  }
  vec2 slopeOf(int row, int part, int k, vec2 z, vec2 mean) {
    if (part == 0) return exp(mixtureOf(row, 0, k)) * (slopesOf(row, 0, k) - mean);
    return slopesOf(row, part, k);
  }`;

/** Columns of net n's row gradients. */
export function gradientColumns({ components, nets }: HeadShapes, n: number): number {
  return even(nets === 1 ? 3 * components : components) + (n === 0 ? 2 : 0);
}

/**
 * Gradient of each replicate's mean loss in net n's outputs. Inputs: mixture, table, the nets' outputs,
 * and for the CRPS its slopes.
 */
export function lossProgram(shapes: HeadShapes, loss: Loss, n: number): GPGPUProgram {
  const { components, nets, rows, batch, targetColumn, bounds } = shapes;
  const { inputs, code } = rawInputs(shapes);
  const columns = gradientColumns(shapes, n);
  const lossColumn = n === 0 ? columns - 2 : columns;
  const outputs = nets === 1 ? 3 * components : components;
  return packedProgram(
    [rows, columns],
    ['mixture', 'data', ...inputs, ...(loss === 'crps' ? ['slopes'] : [])],
    `
    #define COMPONENTS ${components}
    ${code}
    ${reader('mixture', components)}
    ${loss === 'crps' ? reader('slopes', components) + CRPS : NLL}
    vec2 headSlope(int row, int part, int k) {
      if (part == 0) return vec2(1.0);
      vec2 value = raw(row, part, k);
      if (part == 1) return vec2(lessThanEqual(abs(value), vec2(${float(bounds.mu)})));
      return vec2(lessThan(mixtureOf(row, 2, k), vec2(${float(bounds.sigma)}))) / (1.0 + exp(-value));
    }
    vec2 valueOf(int row, int col, vec2 z, vec2 summary) {
      if (col >= ${outputs}) return vec2(0.0);
      int part = ${nets === 1 ? `col / ${components}` : String(n)};
      int k = ${nets === 1 ? `col - part * ${components}` : 'col'};
      return slopeOf(row, part, k, z, summary) * headSlope(row, part, k);
    }
    void main() {
      ivec2 rc = getOutputCoords();
      int b = rc.x - (rc.x / ${batch}) * ${batch};
      vec2 present = vec2(b < filled, b + 1 < filled);
      vec2 z = dataAt(rc.x, ${targetColumn}).xz;
      vec2 summary = summarise(rc.x, z);
      if (rc.y == ${lossColumn}) {
        setOutput(block(lossOf(rc.x, summary) * present, vec2(0.0)));
        return;
      }
      present /= float(filled);
      setOutput(block(
        valueOf(rc.x, rc.y, z, summary) * present,
        valueOf(rc.x, rc.y + 1, z, summary) * present));
    }`,
    LOSS_UNIFORMS,
  );
}

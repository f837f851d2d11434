import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import { levelInUnits } from '#lib/mdn/scale.ts';
import { even } from './atlas.ts';
import { float, packedProgram } from './glsl.ts';
import { type HeadShapes, reader } from './head-shapes.ts';

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
  const level = lognormal ? levelInUnits(scale) : 0;
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

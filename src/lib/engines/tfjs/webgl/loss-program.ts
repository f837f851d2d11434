import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import type { Loss } from '#lib/mdn/loss.ts';
import { even } from './atlas.ts';
import { float, packedProgram, type Uniform } from './glsl.ts';
import { type HeadShapes, rawInputs, reader } from './head-shapes.ts';

const LOSS_UNIFORMS: readonly Uniform[] = [{ name: 'filled', type: 'int' }];

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

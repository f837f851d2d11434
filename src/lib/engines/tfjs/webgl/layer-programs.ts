/**
 * A stack's layers, forward and backward. Rows of a batch lie replicate after replicate, `batch` (even)
 * for each: row / batch is the replicate. A product takes two steps of its inner sum at a time, eight
 * multiplications for two texels.
 */
import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import type { Activation } from '#lib/mdn/network.ts';
import type { Atlas } from './atlas.ts';
import { packedProgram, type Uniform } from './glsl.ts';

/** Where in the epoch's order the batch begins, and how many rows it has. */
export const BATCH_UNIFORMS: readonly Uniform[] = [
  { name: 'firstRow', type: 'int' },
  { name: 'filled', type: 'int' },
];

/** The batch's rows of the table, by the order. Inputs: order [replicates, n], data [n, columns]. Rows beyond `filled` are zero. */
export function gatherProgram(replicates: number, batch: number, columns: number): GPGPUProgram {
  const rows = replicates * batch;
  return packedProgram(
    [rows, columns],
    ['order', 'data'],
    `
    vec2 rowOf(int replicate, int b, int col) {
      if (b >= filled) return vec2(0.0);
      int place = firstRow + b;
      int row = int(one(orderAt(replicate, place), replicate, place));
      vec4 texel = dataAt(row, col);
      return (row & 1) == 0 ? texel.xy : texel.zw;
    }
    void main() {
      ivec2 rc = getOutputCoords();
      int replicate = rc.x / ${batch};
      int b = rc.x - replicate * ${batch};
      setOutput(vec4(rowOf(replicate, b, rc.y), rowOf(replicate, b + 1, rc.y)));
    }`,
    BATCH_UNIFORMS,
  );
}

const ACTIVATE: Readonly<Record<Activation, string>> = {
  relu: 'return max(z, vec4(0.0));',
  elu: 'return mix(exp(min(z, vec4(0.0))) - 1.0, z, greaterThan(z, vec4(0.0)));',
  // The built-in tanh overflows on some drivers.
  tanh: 'vec4 e = exp(-2.0 * abs(z)); return sign(z) * (1.0 - e) / (1.0 + e);',
};

/** The slope, from the activation's value. */
const SLOPE: Readonly<Record<Activation, string>> = {
  relu: 'return vec4(greaterThan(a, vec4(0.0)));',
  elu: 'return min(a, vec4(0.0)) + 1.0;',
  tanh: 'return 1.0 - a * a;',
};

/** What a net's programs agree on. */
export interface NetShapes {
  readonly atlas: Atlas;
  readonly replicates: number;
  readonly batch: number;
}

function isHead(atlas: Atlas, l: number): boolean {
  return l === atlas.layers.length - 1;
}

/**
 * Layer l: x · weights + biases, through the activation and the dropout mask. Every layer's inputs end in
 * a column of ones (and one of zeros): the biases are the weights of the ones. Inputs: x, atlas (, mask).
 */
export function forwardProgram(
  shapes: NetShapes,
  l: number,
  activation: Activation,
  masked: boolean,
): GPGPUProgram {
  const { atlas, replicates, batch } = shapes;
  const { inputs, outputs, first } = atlas.layers[l];
  const rows = replicates * batch;
  const head = isHead(atlas, l);
  const mask = masked && !head ? ['mask'] : [];
  const hidden = mask.length > 0 ? 'activate(sum) * maskAt(rc.x, rc.y)' : 'activate(sum)';
  const result = head ? 'sum' : `rc.y < ${outputs} ? ${hidden} : vec4(1.0, 0.0, 1.0, 0.0)`;
  return packedProgram(
    [rows, head ? outputs : outputs + 2],
    ['x', 'atlas', ...mask],
    `
    vec4 activate(vec4 z) { ${ACTIVATE[activation]} }
    void main() {
      ivec2 rc = getOutputCoords();
      int base = (rc.x / ${batch}) * ${atlas.rows} + ${first};
      vec4 sum = vec4(0.0);
      for (int i = 0; i < ${inputs + 2}; i += 2) {
        vec4 a = xAt(rc.x, i);
        vec4 w = atlasAt(base + i, rc.y);
        sum += a.xxzz * w.xyxy + a.yyww * w.zwzw;
      }
      setOutput(${result});
    }`,
  );
}

/**
 * The gradient before layer l's inputs were activated: dOut · weightsᵀ, times mask and slope. Inputs:
 * dOut, atlas, x (the layer's inputs, masked) (, mask).
 */
export function backwardProgram(
  shapes: NetShapes,
  l: number,
  activation: Activation,
  masked: boolean,
): GPGPUProgram {
  const { atlas, replicates, batch } = shapes;
  const { inputs, outputs, first } = atlas.layers[l];
  const through = masked
    ? `vec4 m = maskAt(rc.x, rc.y);
       vec4 a = xAt(rc.x, rc.y) / max(m, vec4(1.0));
       setOutput(sum * m * slope(a));`
    : 'setOutput(sum * slope(xAt(rc.x, rc.y)));';
  return packedProgram(
    [replicates * batch, inputs],
    ['dOut', 'atlas', 'x', ...(masked ? ['mask'] : [])],
    `
    vec4 slope(vec4 a) { ${SLOPE[activation]} }
    void main() {
      ivec2 rc = getOutputCoords();
      int base = (rc.x / ${batch}) * ${atlas.rows} + ${first} + rc.y;
      vec4 sum = vec4(0.0);
      for (int o = 0; o < ${outputs}; o += 2) {
        vec4 d = dOutAt(rc.x, o);
        vec4 w = atlasAt(base, o);
        sum += d.xxzz * w.xzxz + d.yyww * w.ywyw;
      }
      ${through}
    }`,
  );
}

/**
 * The gradient of layer l: rows of weights, then biases and zeros, [replicates · (inputs + 2), outputs].
 * One draw a layer: in one for all, a processor's GL walks every layer's loop for every texel. Inputs: x, dOut.
 */
export function gradientProgram(shapes: NetShapes, l: number): GPGPUProgram {
  const { atlas, replicates, batch } = shapes;
  const { inputs, outputs } = atlas.layers[l];
  return packedProgram(
    [replicates * (inputs + 2), outputs],
    ['x', 'dOut'],
    `
    void main() {
      ivec2 rc = getOutputCoords();
      int replicate = rc.x / ${inputs + 2};
      int i = rc.x - replicate * ${inputs + 2};
      int start = replicate * ${batch};
      vec4 sum = vec4(0.0);
      for (int b = 0; b < ${batch}; b += 2) {
        vec4 x = xAt(start + b, i);
        vec4 d = dOutAt(start + b, rc.y);
        sum += x.xxyy * d.xyxy + x.zzww * d.zwzw;
      }
      setOutput(sum);
    }`,
  );
}

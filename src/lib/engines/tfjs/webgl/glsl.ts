/** Pieces of GLSL that the programs share. Everything they read and write is packed: texels of 2 × 2 values. */
import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';

export interface Uniform {
  readonly name: string;
  readonly type: 'int' | 'float';
}

/**
 * `<name>At(row, col)`: the texel whose upper left value is at an even row and column. By TensorFlow.js's
 * own sampler, which knows how the tensor lies in its texture; texelFetch is half as fast on a processor's GL.
 */
function fetcher(name: string): string {
  return `#define ${name}At get${name[0].toUpperCase()}${name.slice(1)}`;
}

/** Of a texel, the value at the parity of a row and a column; and a column's two rows. */
const pick = `
  float one(vec4 texel, int row, int col) {
    vec2 rows = (col & 1) == 0 ? texel.xz : texel.yw;
    return (row & 1) == 0 ? rows.x : rows.y;
  }
  vec2 column(vec4 texel, int col) { return (col & 1) == 0 ? texel.xz : texel.yw; }
  vec4 block(vec2 left, vec2 right) { return vec4(left.x, right.x, left.y, right.y); }
`;

/**
 * A program over packed tensors. Shapes are two-dimensional and even, but for the order of an epoch.
 * @param inputs their names in the code, which reads them by their fetchers and ends in setOutput
 */
export function packedProgram(
  outputShape: readonly [number, number],
  inputs: readonly string[],
  code: string,
  uniforms: readonly Uniform[] = [],
): GPGPUProgram {
  return {
    variableNames: [...inputs],
    outputShape: [...outputShape],
    packedInputs: true,
    packedOutput: true,
    customUniforms: uniforms.map(({ name, type }) => ({ name, type })),
    userCode: [...inputs.map(fetcher), pick, code].join('\n'),
  };
}

/** A number as GLSL takes it. */
export function float(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

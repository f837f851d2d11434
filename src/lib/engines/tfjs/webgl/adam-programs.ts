/** Adam (#lib/mdn/adam.ts) over a net's atlas: three draws, however many layers, and two for the norm and the losses. */
import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import { type AdamSettings, BETA_1, BETA_2, EPSILON } from '#lib/mdn/adam.ts';
import type { Atlas } from './atlas.ts';
import { float, packedProgram, type Uniform } from './glsl.ts';

/** A net's gradients by layer, and `gradientAt(row, col)` to read them as one of its atlas's shape. */
function gradients({ layers, rows }: Atlas): { inputs: string[]; code: string } {
  const choices = layers.map(
    ({ inputs, outputs, first }, l) => `
      if (t < ${first + inputs + 2}) {
        if (col >= ${outputs}) return vec4(0.0);
        return g${l}nAt(replicate * ${inputs + 2} + t - ${first}, col);
      }`,
  );
  return {
    inputs: layers.map((_, l) => `g${l}n`),
    code: `
    vec4 gradientAt(int row, int col) {
      int replicate = row / ${rows};
      int t = row - replicate * ${rows};
      ${choices.join('')}
      return vec4(0.0);
    }`,
  };
}

/** Squared norms of each replicate's gradient, two rows at a time: [2·replicates, rows]. Inputs: gradients by layer. */
export function rowNormsProgram(atlas: Atlas, replicates: number): GPGPUProgram {
  const { rows, columns } = atlas;
  const { inputs, code } = gradients(atlas);
  return packedProgram(
    [2 * replicates, rows],
    inputs,
    `
    ${code}
    void main() {
      ivec2 rc = getOutputCoords();
      int row = (rc.x >> 1) * ${rows} + rc.y;
      vec4 sum = vec4(0.0);
      for (int col = 0; col < ${columns}; col += 2) {
        vec4 g = gradientAt(row, col);
        sum += g * g;
      }
      setOutput(vec4(sum.x + sum.y + sum.z + sum.w, 0.0, 0.0, 0.0));
    }`,
  );
}

/**
 * One texel a replicate: its gradient's squared norm, and the sum of its rows' losses so far. Inputs: the tally so far, the first net's row gradients, each net's row norms.
 */
export function tallyProgram(
  atlases: readonly Atlas[],
  replicates: number,
  batch: number,
  gradientColumns: number,
): GPGPUProgram {
  return packedProgram(
    [2 * replicates, 2],
    ['tally', 'losses', ...atlases.map((_, n) => `norms${n}n`)],
    `
    void main() {
      ivec2 rc = getOutputCoords();
      float norm = 0.0;
      ${atlases
        .map(
          ({ rows }, n) =>
            `for (int row = 0; row < ${rows}; row += 2) norm += norms${n}nAt(rc.x, row).x;`,
        )
        .join('\n')}
      float loss = tallyAt(rc.x, 0).y;
      int start = (rc.x >> 1) * ${batch};
      for (int b = 0; b < ${batch}; b += 2) {
        vec4 rows = lossesAt(start + b, ${gradientColumns - 2});
        loss += rows.x + rows.z;
      }
      setOutput(vec4(norm, loss, 0.0, 0.0));
    }`,
  );
}

export interface AdamPrograms {
  /** Inputs: m, tally, gradients by layer. */
  readonly m: GPGPUProgram;
  /** Inputs: v, tally, gradients by layer. */
  readonly v: GPGPUProgram;
  /** Inputs: parameters, m, v (of this step), training [2·replicates, 2]. */
  readonly parameters: GPGPUProgram;
}

export const STEP_UNIFORMS: readonly Uniform[] = [
  { name: 'scaledRate', type: 'float' },
  { name: 'inverseRoot', type: 'float' },
];

export function adamPrograms(
  atlas: Atlas,
  replicates: number,
  { learningRate, weightDecay, clipNorm }: AdamSettings,
): AdamPrograms {
  const shape: [number, number] = [replicates * atlas.rows, atlas.columns];
  const factor =
    clipNorm === null
      ? '1.0'
      : `min(1.0, ${float(clipNorm)} * inversesqrt(max(tallyAt(2 * (rc.x / ${atlas.rows}), 0).x, 1e-30)))`;
  const { inputs, code } = gradients(atlas);
  const moment = (name: string, beta: number, power: string) =>
    packedProgram(
      shape,
      [name, 'tally', ...inputs],
      `
      ${code}
      void main() {
        ivec2 rc = getOutputCoords();
        vec4 g = gradientAt(rc.x, rc.y) * ${factor};
        setOutput(${float(beta)} * ${name}At(rc.x, rc.y) + ${float(1 - beta)} * ${power});
      }`,
    );
  const biasRows = atlas.layers.map(({ first, inputs }) => `t == ${first + inputs}`).join(' || ');
  const decay =
    weightDecay === 0
      ? ''
      : `int t = rc.x - (rc.x / ${atlas.rows}) * ${atlas.rows};
         if (!(${biasRows})) moved -= ${float(learningRate * weightDecay)} * p;`;
  return {
    m: moment('m', BETA_1, 'g'),
    v: moment('v', BETA_2, 'g * g'),
    parameters: packedProgram(
      shape,
      ['parameters', 'm', 'v', 'training'],
      `
      void main() {
        ivec2 rc = getOutputCoords();
        vec4 p = parametersAt(rc.x, rc.y);
        if (trainingAt(2 * (rc.x / ${atlas.rows}), 0).x == 0.0) { setOutput(p); return; }
        vec4 root = sqrt(vAt(rc.x, rc.y)) * inverseRoot + ${float(EPSILON)};
        vec4 moved = p - scaledRate * mAt(rc.x, rc.y) / root;
        ${decay}
        setOutput(moved);
      }`,
      STEP_UNIFORMS,
    ),
  };
}

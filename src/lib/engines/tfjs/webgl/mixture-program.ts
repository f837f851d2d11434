import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import { even } from './atlas.ts';
import { float, packedProgram } from './glsl.ts';
import { type HeadShapes, rawInputs } from './head-shapes.ts';

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

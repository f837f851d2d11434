/**
 * The CRPS of one row in units of `scale.unit`, from the standardised mixture, with its gradient
 * there: the closed forms of docs/formulas.md, any number of components.
 *
 * Written apart from #lib/crps because the bounds of the head (bounds.ts) make the plain erf forms
 * accurate here, without the branches that the public score needs, and because a training step
 * allocates nothing.
 */
import erf from '@stdlib/math-base-special-erf';
import exp from '@stdlib/math-base-special-exp';
import type { HeadRow } from './head.ts';
import type { RowSlopes } from './rowLoss.ts';
import { levelInUnits, type TargetScale } from './scale.ts';

const TWO_INV_SQRT_PI = 1.1283791670955126;
const INV_SQRT_TWO_PI = 0.3989422804014327;

type Score = (row: HeadRow, z: number, y: number, slopes: RowSlopes | null) => number;

export function crpsRow(components: number, scale: TargetScale): Score {
  return scale.family === 'lognormal'
    ? lognormalRow(components, scale)
    : normalRow(components, scale);
}

/** From ∂/∂weights, unconstrained, to ∂/∂logits: the Jacobian of the softmax. */
function throughSoftmax(weights: Float64Array, byWeights: Float64Array, out: Float64Array): void {
  let mean = 0;
  for (let k = 0; k < out.length; k++) mean += weights[k] * byWeights[k];
  for (let k = 0; k < out.length; k++) out[k] = weights[k] * (byWeights[k] - mean);
}

function lognormalRow(components: number, scale: TargetScale): Score {
  const { sd, unit } = scale;
  const level = levelInUnits(scale);
  const means = new Float64Array(components);
  const s = new Float64Array(components);
  const byWeights = new Float64Array(components);
  const byMus = new Float64Array(components);
  const bySigmas = new Float64Array(components);
  return ({ weights, mus, sigmas }, z, y, slopes) => {
    const yUnits = y / unit;
    for (let i = 0; i < components; i++) {
      s[i] = sd * sigmas[i];
      means[i] = exp(level + sd * mus[i] + 0.5 * s[i] * s[i]);
    }
    let value = 0;
    byMus.fill(0);
    bySigmas.fill(0);
    for (let i = 0; i < components; i++) {
      const t = (z - mus[i]) / sigmas[i];
      const shifted = t - s[i];
      const partial = means[i] * erf(shifted * Math.SQRT1_2);
      const distance = yUnits * erf(t * Math.SQRT1_2) - partial;
      byWeights[i] = distance;
      value += weights[i] * distance;
      byMus[i] -= weights[i] * partial;
      bySigmas[i] +=
        weights[i] * 2 * means[i] * INV_SQRT_TWO_PI * exp(-0.5 * shifted * shifted) -
        weights[i] * s[i] * partial;
    }
    // E|Xᵢ − Xⱼ| = mᵢ·erf(aᵢⱼ) + mⱼ·erf(aⱼᵢ), each pair once; mᵢ·e^−aᵢⱼ² = mⱼ·e^−aⱼᵢ² is shared.
    for (let i = 0; i < components; i++) {
      for (let j = 0; j <= i; j++) {
        const r = 1 / Math.sqrt(2 * (s[i] * s[i] + s[j] * s[j]));
        const gap = sd * (mus[i] - mus[j]);
        const a = (gap + s[i] * s[i]) * r;
        const fromI = means[i] * erf(a);
        const fromJ = i === j ? fromI : means[j] * erf((s[j] * s[j] - gap) * r);
        const both = weights[i] * weights[j];
        const apart = fromI + fromJ;
        value -= (i === j ? 0.5 : 1) * both * apart;
        if (slopes === null) continue;
        const density = TWO_INV_SQRT_PI * means[i] * exp(-a * a) * r;
        byWeights[i] -= weights[j] * apart;
        byMus[i] -= both * fromI;
        bySigmas[i] -= both * s[i] * (fromI + density);
        if (i === j) continue;
        byWeights[j] -= weights[i] * apart;
        byMus[j] -= both * fromJ;
        bySigmas[j] -= both * s[j] * (fromJ + density);
      }
    }
    if (slopes !== null) {
      throughSoftmax(weights, byWeights, slopes.byLogits);
      for (let i = 0; i < components; i++) {
        slopes.byMus[i] = sd * byMus[i];
        slopes.bySigmas[i] = sd * bySigmas[i];
      }
    }
    return value;
  };
}

function normalRow(components: number, scale: TargetScale): Score {
  const unit = scale.sd / scale.unit;
  const byWeights = new Float64Array(components);
  return ({ weights, mus, sigmas }, z, _y, slopes) => {
    let value = 0;
    slopes?.byMus.fill(0);
    slopes?.bySigmas.fill(0);
    for (let i = 0; i < components; i++) {
      const t = (z - mus[i]) / sigmas[i];
      const sign = erf(t * Math.SQRT1_2);
      const density = 2 * INV_SQRT_TWO_PI * exp(-0.5 * t * t);
      const distance = (z - mus[i]) * sign + sigmas[i] * density;
      byWeights[i] = distance;
      value += weights[i] * distance;
      if (slopes === null) continue;
      slopes.byMus[i] -= weights[i] * sign;
      slopes.bySigmas[i] += weights[i] * density;
    }
    for (let i = 0; i < components; i++) {
      for (let j = 0; j <= i; j++) {
        const width = Math.sqrt(sigmas[i] * sigmas[i] + sigmas[j] * sigmas[j]);
        const gap = mus[i] - mus[j];
        const t = gap / width;
        const sign = erf(t * Math.SQRT1_2);
        const density = 2 * INV_SQRT_TWO_PI * exp(-0.5 * t * t);
        const apart = gap * sign + width * density;
        const both = weights[i] * weights[j];
        value -= (i === j ? 0.5 : 1) * both * apart;
        if (slopes === null) continue;
        byWeights[i] -= weights[j] * apart;
        slopes.byMus[i] -= both * sign;
        slopes.bySigmas[i] -= (both * density * sigmas[i]) / width;
        if (i === j) continue;
        byWeights[j] -= weights[i] * apart;
        slopes.byMus[j] += both * sign;
        slopes.bySigmas[j] -= (both * density * sigmas[j]) / width;
      }
    }
    if (slopes !== null) {
      throughSoftmax(weights, byWeights, slopes.byLogits);
      for (let i = 0; i < components; i++) {
        slopes.byLogits[i] *= unit;
        slopes.byMus[i] *= unit;
        slopes.bySigmas[i] *= unit;
      }
    }
    return unit * value;
  };
}

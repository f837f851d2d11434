/** Everything about a job that does not change while it trains, as plain data (#lib/mdn). */
import type { Dataset } from '#lib/data/dataset.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { type Bounds, boundsOf } from '#lib/mdn/bounds.ts';
import { initialParameters } from '#lib/mdn/initial.ts';
import { type Layout, layoutOf } from '#lib/mdn/layout.ts';
import { scaleOf, spreadOf, standardise, type TargetScale } from '#lib/mdn/scale.ts';
import { type Packing, packingOf } from './packing.ts';

export interface Plan {
  readonly experiment: Experiment;
  readonly data: Dataset;
  readonly seed: number;
  readonly layout: Layout;
  readonly packing: Packing;
  readonly scale: TargetScale;
  readonly bounds: Bounds;
  /** Rows of a full batch. */
  readonly batchRows: number;
  /** One replicate's initial parameters, in the order of the layout. */
  initial(replicate: number): Float32Array;
}

/** @throws RangeError where the data cannot be trained on (scale.ts) */
export function planOf(experiment: Experiment, data: Dataset, seed: number): Plan {
  const { family, activation, components, batchSize } = experiment;
  const scale = scaleOf(family, data.train.targets);
  const layout = layoutOf(experiment, data.width);
  const spread = spreadOf(standardise(scale, data.train.targets), components);
  return {
    experiment,
    data,
    seed,
    layout,
    packing: packingOf(layout),
    scale,
    bounds: boundsOf(scale),
    batchRows: Math.min(batchSize, data.train.count),
    initial: (replicate) => initialParameters(layout, activation, spread, seed, replicate),
  };
}

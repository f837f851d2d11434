import type { Experiment } from '#lib/experiment/experiment.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';

/** Bookkeeping per row and unit that products do not count, in products; from timing small nets. */
const PER_UNIT = 20;
const PER_COMPONENT = 60;

/**
 * Relative time to train on one row for one epoch, in products of the forward pass. Good for sharing
 * out a study's time among unlike variants, not for a stopwatch.
 * @param width encoded inputs
 */
export function trainingCost(experiment: Experiment, width: number): number {
  const { hidden, components, streams } = experiment;
  const outputs = streams === 'shared' ? 3 * components : components;
  const sizes = [width, ...hidden, outputs];
  const products = sizes.slice(1).reduce((sum, size, i) => sum + size * (sizes[i] ?? 0), 0);
  const units = hidden.reduce((sum, size) => sum + size, 0);
  const nets = streams === 'shared' ? 1 : 3;
  const crps = experiment.loss === 'crps' ? components * components * 20 : 0;
  return nets * (products + PER_UNIT * units) + PER_COMPONENT * components + crps;
}

/**
 * The work of a whole study, in the same measure × rows.
 * @param rows of the table, before the split
 */
export function studyWork(study: Study, rows: number, width: number): number {
  const { base, variants, replicates, data } = study;
  const trainRows = rows * (1 - data.split.validation - data.split.test);
  const epochs = variants.reduce((sum, variant) => {
    const experiment = experimentOf(base, variant);
    return sum + trainingCost(experiment, width) * experiment.epochs;
  }, 0);
  return epochs * replicates * trainRows;
}

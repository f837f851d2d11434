/**
 * Is the GPU worth a place beside the processor's workers for this model, on this machine? Measured once,
 * by a trial of under a second on the study's own data (gpu-trial.ts), and remembered.
 */
import { rateInWords } from '#lib/format/durations.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';

export type GpuVerdict =
  | {
      readonly status: 'measured';
      /** The GPU's name. */
      readonly renderer: string;
      /** Training rows a second, over all replicates of a stack. */
      readonly gpuRate: number;
      /** Of one of the processor's workers, on the same model. */
      readonly workerRate: number;
    }
  /** There is none, it is the processor in disguise, or it came to nothing within the trial. */
  | { readonly status: 'unfit'; readonly why: string };

/** What decides how fast an experiment trains: two with the same key take the same time. */
export function modelKey(experiment: Experiment, width: number): string {
  const { family, components, hidden, activation, dropout, streams, loss, batchSize } = experiment;
  const shape = [width, ...hidden, components].join('-');
  return [shape, batchSize, family, activation, streams, loss, dropout > 0 ? 'dropout' : ''].join();
}

/** A GPU that trains no faster than one worker would rather be in its way: it needs a core of its own to drive it. */
export function isWorthIt(verdict: GpuVerdict): boolean {
  return verdict.status === 'measured' && verdict.gpuRate > verdict.workerRate;
}

/** A sentence for people. @param most replicates that it trains at a time */
export function verdictInWords(verdict: GpuVerdict, most: number): string {
  if (verdict.status === 'unfit') return `No GPU helps: ${verdict.why}`;
  const { renderer, gpuRate, workerRate } = verdict;
  const rates = `${rateInWords(gpuRate)} rows a second, one worker ${rateInWords(workerRate)}`;
  return isWorthIt(verdict)
    ? `webgl takes up to ${most} replicates at a time beside them: measured on this model, ${renderer} trains ${rates}.`
    : `The GPU stays out: measured on this model, ${renderer} trains ${rates}.`;
}

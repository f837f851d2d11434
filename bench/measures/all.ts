import type { Finding } from '../finding.ts';
import type { Place } from '../place.ts';
import { closedForm } from './closedForm.ts';
import { defaultStudy } from './defaultStudy.ts';
import { fitAgainstStack } from './fitAgainstStack.ts';
import { launches } from './launches.ts';
import { loopAgainstBatch } from './loopAgainstBatch.ts';
import { peers } from './peers.ts';
import { simdBatch } from './simdBatch.ts';
import { simdScores } from './simdScores.ts';
import { simdTraining } from './simdTraining.ts';
import { workers } from './workers.ts';

/** Every measurement by the name that --only takes, in the order of the report. */
export const measures = {
  loop: loopAgainstBatch,
  scores: closedForm,
  fit: fitAgainstStack,
  launches,
  simd: simdTraining,
  peers,
  'simd-batch': simdBatch,
  'simd-scores': simdScores,
  workers,
  study: defaultStudy,
} satisfies Record<string, (place: Place) => Promise<Finding>>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as MeasureName[];

/** Results to share in tests: made by a formula, shaped like real ones. */
import type { Environment, ReplicateResult } from '#lib/experiment/result.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import { stream } from '#lib/random/stream.ts';

export const environment: Environment = {
  engine: 'simd',
  workers: 8,
  stack: 4,
  renderer: null,
  runtime: 'Chromium 141',
  hardwareConcurrency: 8,
};

export function studyOf(input: object): Study {
  const parsed = parseStudy(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.study;
}

/** Scores around 12 minutes with a spread of 0.15 between replicates, curves that fall to them. */
export function resultsOf(study: Study, known = true): ReplicateResult[] {
  const draw = stream(study.seed, 0, 'shown rows');
  const around = (mean: number, spread: number) => mean + spread * draw.normal();
  return study.variants.flatMap((own, variant) => {
    const epochs = own.epochs ?? study.base.epochs;
    return Array.from({ length: study.replicates }, (_, replicate): ReplicateResult => {
      const testCrps = around(12.3 - 0.2 * variant, 0.15);
      const fall = (level: number, from: number, noise: number) =>
        Array.from({ length: epochs }, (_, epoch) =>
          around(level + from * Math.exp(-epoch / 2), noise),
        );
      return {
        status: 'done',
        variant,
        replicate,
        testCrps,
        validationCrps: around(12.6, 0.15),
        testLogScore: around(4.28, 0.02),
        coverage50: around(0.5, 0.01),
        coverage90: around(0.89, 0.008),
        excessCrps: known ? Math.abs(around(0.4, 0.05)) : null,
        curve: {
          trainingLoss: fall(4.2, 1.2, 0.01),
          validationCrps: fall(12.6, 18, 0.12),
        },
        epochs,
        bestEpoch: epochs,
        durationMs: Math.abs(around(310, 25)),
        boundShare: 0,
      };
    });
  });
}

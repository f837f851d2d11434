/** Any result of a study, for property tests. */
import fc from 'fast-check';
import { resultFile, type ResultFile } from './result-file.ts';
import type { ReplicateResult } from './result.ts';
import { shown, studies } from './studies.arbitrary.ts';

const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const score = number(0, 1e9);
const share = number(0, 1);
const curve = fc.array(fc.oneof(number(-1e9, 1e9), fc.constant(NaN)), { maxLength: 5 });

const outcome = fc.oneof(
  fc.record({
    status: fc.constant('done' as const),
    validationCrps: score,
    testCrps: score,
    testLogScore: fc.oneof(number(-1e9, 1e9), fc.constant(NaN)),
    coverage50: share,
    coverage90: share,
    excessCrps: fc.option(number(-1e9, 1e9)),
    curve: fc.record({ trainingLoss: curve, validationCrps: curve }),
    epochs: fc.integer({ min: 0, max: 1000 }),
    bestEpoch: fc.integer({ min: 0, max: 1000 }),
    durationMs: score,
    boundShare: share,
  }),
  fc.record({
    status: fc.constant('failed' as const),
    reason: fc.constantFrom('diverged', 'context-lost', 'worker-crashed', 'engine-error'),
    message: shown(50),
    attempts: fc.integer({ min: 1, max: 3 }),
  }),
);

export const resultFiles: fc.Arbitrary<ResultFile> = studies.chain((study) => {
  const result: fc.Arbitrary<ReplicateResult> = fc
    .tuple(outcome, fc.nat(study.variants.length - 1), fc.nat(study.replicates - 1))
    .map(([fields, variant, replicate]) => ({ ...fields, variant, replicate }));
  const results = fc.uniqueArray(result, {
    maxLength: 8,
    selector: ({ variant, replicate }) => `${variant}:${replicate}`,
  });
  const environment = fc.record({
    engine: fc.constantFrom('wasm', 'webgl', 'webgl + wasm'),
    workers: fc.integer({ min: 1, max: 64 }),
    stack: fc.integer({ min: 1, max: 256 }),
    renderer: fc.option(shown(50)),
    runtime: shown(50),
    hardwareConcurrency: fc.integer({ min: 1, max: 64 }),
  });
  return fc
    .tuple(environment, results)
    .map(([environment, results]) => resultFile(study, environment, results));
});

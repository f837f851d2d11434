import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { decide, type Workload } from './auto.ts';
import type { Compute } from './protocol.ts';

const AUTO: Compute = { engine: 'auto', workers: 'auto', stack: 'auto' };

function load(fields: object = {}, more: Partial<Workload> = {}): Workload {
  const parsed = parseStudy(fields);
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  const { study } = parsed;
  const left = study.variants.map(() => study.replicates);
  return { study, trainRows: 3500, left, hardwareConcurrency: 4, ...more };
}

test('the default study runs on our own kernels, on every core, one replicate at a time', () => {
  expect(decide(AUTO, load())).toEqual({
    engine: 'simd',
    workers: 4,
    stack: 1,
    reason:
      'simd on 4 workers, one replicate at a time; our own kernels are the fastest on a processor and repeat to the last bit.',
  });
});

test('wasm stacks eight replicates of the default study', () => {
  const decision = decide({ ...AUTO, engine: 'wasm' }, load());
  expect(decision).toMatchObject({ engine: 'wasm', workers: 4, stack: 8 });
});

test('what is chosen is kept, though never more workers than stacks', () => {
  const decision = decide({ engine: 'cpu', workers: 64, stack: 16 }, load());
  expect(decision).toMatchObject({ engine: 'cpu', workers: 4, stack: 16 });
});

test('many cores get smaller stacks rather than nothing to do', () => {
  const wasm: Compute = { ...AUTO, engine: 'wasm' };
  expect(decide(wasm, load({}, { hardwareConcurrency: 16 }))).toMatchObject({
    workers: 16,
    stack: 4,
  });
});

test('large data are trained in smaller stacks, so that replicates finish one after another', () => {
  const wasm: Compute = { ...AUTO, engine: 'wasm' };
  expect(decide(wasm, load({}, { trainRows: 70_000 })).stack).toBeLessThan(8);
  expect(decide(AUTO, load({}, { trainRows: 70_000 })).stack).toBe(1);
});

test('a GPU serves one worker, with all replicates of a variant in one stack', () => {
  expect(decide({ ...AUTO, engine: 'webgl' }, load())).toMatchObject({ workers: 1, stack: 32 });
  expect(decide({ ...AUTO, engine: 'webgpu', workers: 2 }, load())).toMatchObject({ workers: 2 });
});

test('a split per replicate cannot be stacked', () => {
  const split = load({ data: { split: { perReplicate: true } } });
  expect(decide({ ...AUTO, stack: 8 }, split)).toMatchObject({ stack: 1, workers: 4 });
});

test('every decision is possible: at least one worker and one replicate, at most what there is', () => {
  const setting = fc.oneof(fc.constant('auto' as const), fc.integer({ min: 1, max: 100 }));
  fc.assert(
    fc.property(
      fc.constantFrom('auto' as const, 'webgl' as const, 'wasm' as const, 'simd' as const),
      setting,
      setting,
      fc.integer({ min: 1, max: 256 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 128 }),
      (engine, workers, stack, replicates, trainRows, hardwareConcurrency) => {
        const work = load({ replicates }, { trainRows, hardwareConcurrency });
        const decision = decide({ engine, workers, stack }, work);
        expect(decision.stack).toBeGreaterThanOrEqual(1);
        expect(decision.stack).toBeLessThanOrEqual(replicates);
        expect(decision.workers).toBeGreaterThanOrEqual(1);
        expect(decision.workers).toBeLessThanOrEqual(2 * Math.ceil(replicates / decision.stack));
      },
    ),
  );
});

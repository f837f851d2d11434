import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend as current, env, memory, setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type Engine, EngineUnavailable, type TfjsBackend } from '../engine.ts';
import { engineSuite } from '../suite.ts';
import { suiteControl, suiteData, suiteExperiment } from '../suite-data.ts';
import { crpsSuite } from './crps-suite.ts';
import { createTfjsEngine } from './engine.ts';
import { type Counter, countKernels, launchesSuite } from './launches-suite.ts';
import { CRPS_TOLERANCE, STACK_TOLERANCE, TOLERANCE } from './tolerance.ts';

/** The engine, or why it cannot start here. */
async function tryStart(backend: TfjsBackend): Promise<Engine | EngineUnavailable> {
  try {
    return await createTfjsEngine(backend);
  } catch (error) {
    if (error instanceof EngineUnavailable) return error;
    throw error;
  }
}

function countDraws(): Counter {
  const { gl } = (current() as MathBackendWebGL).gpgpu;
  let draws = 0;
  const draw = gl.drawElements.bind(gl);
  gl.drawElements = (...args) => {
    draws++;
    draw(...args);
  };
  return () => draws;
}

function countDispatches(): Counter {
  let dispatches = 0;
  const pass = GPUComputePassEncoder.prototype;
  const dispatch = pass.dispatchWorkgroups;
  pass.dispatchWorkgroups = function (...args) {
    dispatches++;
    return dispatch.apply(this, args);
  };
  return () => dispatches;
}

/** Launches a step: 64-64 hidden units, 3 densities, a stack of 4, the NLL. */
const LAUNCHES = {
  wasm: { counter: countKernels, expected: { naive: 177, now: 20 } },
  webgl: { counter: countDraws, expected: { naive: 254, now: 16 } },
  webgpu: { counter: countDispatches, expected: { naive: 165, now: 100 } },
};

for (const backend of ['cpu', 'wasm', 'webgl', 'webgpu'] as const) {
  const started = await tryStart(backend);
  if (started instanceof EngineUnavailable) {
    test(`the ${backend} engine says why it cannot start here`, () => {
      expect(backend).toBe('webgpu');
      expect(started.message).toMatch(/cannot run here: .+\.$/);
    });
    continue;
  }
  describe(backend, () => {
    crpsSuite(async () => void (await setBackend(backend)), CRPS_TOLERANCE[backend]);
    // On cpu a launch is a function call.
    if (backend !== 'cpu') {
      const { counter, expected } = LAUNCHES[backend];
      launchesSuite(async () => (await setBackend(backend), started), counter, expected);
    }
    engineSuite(backend, async () => started, {
      tolerance: TOLERANCE[backend],
      stackTolerance: STACK_TOLERANCE[backend],
      brief: true,
      held: () => memory().numTensors,
    });
  });
}

test('on Safari the webgl engine says that it cannot run', async () => {
  env().set('IS_SAFARI', true);
  await expect(createTfjsEngine('webgl')).rejects.toThrow(/cannot run here: .+Safari/);
  env().set('IS_SAFARI', false);
});

test('a WebGL context that is lost and has not said so gives no scores', async () => {
  const started = await tryStart('webgl');
  if (started instanceof EngineUnavailable) throw started;
  const { gl } = (current() as MathBackendWebGL).gpgpu;
  const job = { experiment: suiteExperiment, seed: 1, replicates: [0, 1], data: suiteData };
  // The event may come only after the last result has been read.
  gl.isContextLost = () => true;
  await expect(started.train(job, suiteControl())).rejects.toMatchObject({ name: 'DeviceLost' });
  started.dispose();
});

test('a lost WebGL context ends the training with DeviceLost, and a new engine starts', async () => {
  const started = await tryStart('webgl');
  if (started instanceof EngineUnavailable) throw started;
  const { gl } = (current() as MathBackendWebGL).gpgpu;
  const experiment = { ...suiteExperiment, epochs: 1000 };
  const job = { experiment, seed: 1, replicates: [0, 1], data: suiteData };
  const heard = new Promise<void>((resolve) =>
    gl.canvas.addEventListener('webglcontextlost', () => resolve()),
  );
  const control = suiteControl(({ epoch }) => {
    if (epoch === 2) gl.getExtension('WEBGL_lose_context')?.loseContext();
  });
  const breathe = () => (control.reports.length < 2 ? Promise.resolve() : heard);
  await expect(started.train(job, { ...control, breathe })).rejects.toMatchObject({
    name: 'DeviceLost',
    reason: 'context-lost',
    engine: 'webgl',
  });
  expect(control.reports.length).toBeLessThan(1000);
  expect((started.lost.reason as Error).message).toMatch(/context/);
  started.dispose();

  const again = await createTfjsEngine('webgl');
  const one = { ...job, experiment: { ...experiment, epochs: 1 } };
  await expect(again.train(one, suiteControl())).resolves.toHaveLength(2);
  again.dispose();
});

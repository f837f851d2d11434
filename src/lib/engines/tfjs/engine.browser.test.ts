import { memory, setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type Engine, EngineUnavailable } from '../engine.ts';
import { engineSuite } from '../suite.ts';
import { crpsSuite } from './crps-suite.ts';
import { createTfjsEngine } from './engine.ts';
import { CRPS_TOLERANCE, STACK_TOLERANCE, TOLERANCE } from './tolerance.ts';

/** The engine, or why it cannot start here. */
async function tryStart(backend: 'wasm' | 'webgl' | 'webgpu'): Promise<Engine | EngineUnavailable> {
  try {
    return await createTfjsEngine(backend);
  } catch (error) {
    if (error instanceof EngineUnavailable) return error;
    throw error;
  }
}

for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
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
    engineSuite(backend, async () => started, {
      tolerance: TOLERANCE[backend],
      stackTolerance: STACK_TOLERANCE[backend],
      brief: true,
      held: () => memory().numTensors,
    });
  });
}

import { setBackend } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Engine } from '../engine.ts';
import { crpsSuite } from './crps-suite.ts';
import { createTfjsEngine } from './engine.ts';
import { CRPS_TOLERANCE } from './tolerance.ts';

describe.each(['cpu', 'wasm'] as const)('%s', (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createTfjsEngine(backend);
  });
  afterAll(() => engine.dispose());
  crpsSuite(async () => void (await setBackend(backend)), CRPS_TOLERANCE[backend]);
});

import { memory } from '@tensorflow/tfjs-core';
import { engineSuite } from '../suite.ts';
import { createTfjsEngine } from './engine.ts';
import { STACK_TOLERANCE, TOLERANCE } from './tolerance.ts';

for (const backend of ['cpu', 'wasm'] as const) {
  engineSuite(backend, () => createTfjsEngine(backend), {
    tolerance: TOLERANCE[backend],
    stackTolerance: STACK_TOLERANCE[backend],
    brief: false,
    held: () => memory().numTensors,
  });
}

import { engineSuite } from '../suite.ts';
import { createSimdEngine } from './engine.ts';
import { TOLERANCE } from './tolerance.ts';

engineSuite('simd', createSimdEngine, {
  tolerance: TOLERANCE,
  stackTolerance: 0,
  brief: false,
  // Memory belongs to the engine for good, and each job lays it out anew.
  held: () => 0,
});

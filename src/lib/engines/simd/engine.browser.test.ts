import { engineSuite } from '../suite.ts';
import { createSimdEngine } from './engine.ts';
import { pinnedSuite } from './pinned-suite.ts';
import { TOLERANCE } from './tolerance.ts';

pinnedSuite();

engineSuite('simd', createSimdEngine, {
  tolerance: TOLERANCE,
  stackTolerance: 0,
  brief: true,
  held: () => 0,
});

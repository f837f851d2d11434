import { pinnedSuite } from './pinned-suite.ts';

pinnedSuite();

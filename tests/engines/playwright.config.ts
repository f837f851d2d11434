/** Firefox and WebKit, each with a host and a folder of its own: both may run at once, beside Chromium. */
import { defineConfig } from '@playwright/test';
import { patience } from '../patience.ts';
import type { EngineOptions } from './engine-test.ts';

export default defineConfig<object, EngineOptions>({
  ...patience,
  testDir: '.',
  testMatch: '*.engine.ts',
  // One session at a time, and one folder of downloads.
  workers: 1,
  projects: (['firefox', 'webkit'] as const).map((engine) => ({
    name: engine,
    outputDir: `../../test-results/${engine}`,
    use: { engine },
  })),
});

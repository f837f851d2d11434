import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browsers/chromium.js';
import type { EngineOptions } from './tests/engines/engine-test.ts';

const port = Number(process.env.E2E_PORT ?? 4188);

/** No verdict hangs on how fast a machine is: this only ends a test that would never end. */
const NEVER_MS = 600_000;

export default defineConfig<object, EngineOptions>({
  testDir: 'tests',
  timeout: NEVER_MS,
  expect: { timeout: NEVER_MS, toPass: { timeout: NEVER_MS } },
  fullyParallel: false,
  workers: 2,
  reporter: process.env.CI ? 'line' : 'list',
  projects: [
    {
      name: 'chromium',
      testMatch: '**/*.e2e.ts',
      use: {
        baseURL: `http://localhost:${port}/`,
        launchOptions: launchOptions(),
        // Tests of working offline allow it: elsewhere it would answer before a test's own routes.
        serviceWorkers: 'block',
      },
    },
    ...(['firefox', 'webkit'] as const).map((engine) => ({
      name: engine,
      testMatch: 'engines/*.engine.ts',
      // One session at a time, and one folder of downloads.
      workers: 1,
      use: { engine },
    })),
  ],
  webServer: {
    command: `node scripts/serve.js ${port}`,
    port,
    reuseExistingServer: !process.env.CI,
  },
});

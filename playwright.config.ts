import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browsers/chromium.js';
import { patience } from './tests/patience.ts';

const port = Number(process.env.E2E_PORT ?? 4188);

export default defineConfig({
  ...patience,
  testDir: 'tests',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/chromium',
  workers: 2,
  fullyParallel: true,
  use: {
    baseURL: `http://localhost:${port}/`,
    launchOptions: launchOptions(),
    // Tests of working offline allow it: elsewhere it would answer before a test's own routes.
    serviceWorkers: 'block',
  },
  webServer: {
    command: `node scripts/serve.js ${port}`,
    cwd: import.meta.dirname,
    port,
    reuseExistingServer: !process.env.CI,
  },
});

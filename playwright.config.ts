import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browser.js';

const port = Number(process.env.E2E_PORT ?? 4188);

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.e2e.ts',
  timeout: 90_000,
  fullyParallel: false,
  workers: 1,
  reporter: process.env.CI ? 'line' : 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    launchOptions: launchOptions(),
    // Tests of working offline allow it: elsewhere it would answer before a test's own routes.
    serviceWorkers: 'block',
    actionTimeout: 10_000,
  },
  webServer: {
    command: `node scripts/serve.js ${port}`,
    port,
    reuseExistingServer: !process.env.CI,
  },
});

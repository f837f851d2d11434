/** No verdict hangs on how fast a machine is: this only ends a test that would never end. */
const NEVER_MS = 600_000;

/** For each Playwright configuration. */
export const patience = {
  timeout: NEVER_MS,
  expect: { timeout: NEVER_MS, toPass: { timeout: NEVER_MS } },
  reporter: process.env.CI ? 'line' : 'list',
} as const;

/** The campaign, as long as it is asked to be: `npm run reliability`. */
import { defineConfig } from '@playwright/test';
import shared from '../../playwright.config.ts';

export default defineConfig(shared, {
  testDir: '.',
  testMatch: '*.campaign.ts',
  outputDir: '../../test-results/reliability',
  reporter: 'list',
  timeout: 0,
  workers: 1,
});

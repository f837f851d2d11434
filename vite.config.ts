import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './scripts/browsers/chromium.js';
import { buildKernels } from './scripts/build-kernels.js';
import { mathml } from './scripts/mathml.js';
import { contentPolicyHeader } from './src/content-policy.js';

// Whatever runs Vite or Vitest has kernels that fit their source.
await buildKernels();

export default defineConfig({
  plugins: [mathml(), sveltekit()],
  resolve: {
    alias: {
      '@stdlib/assert-has-generator-support': fileURLToPath(
        new URL('scripts/generators-are-supported.cjs', import.meta.url),
      ),
    },
  },
  // Sent along, the policy binds workers from the first visit on; elsewhere the pages and the service worker carry it.
  preview: {
    headers: { 'Content-Security-Policy': contentPolicyHeader, 'Referrer-Policy': 'no-referrer' },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        // WebKit evaluates a worker's entry again where a chunk that is loaded later imports from it: a second
        // service then answers every call, with no engine and no data. Entries hold only what starts them.
        codeSplitting: {
          groups: [{ name: 'start', tags: ['$initial'], test: (id) => !id.endsWith('.worker.ts') }],
        },
      },
    },
  },
  build: { target: 'es2022' },
  // Workers are found only when they start: without this their packages would be bundled then, and the page reloaded.
  optimizeDeps: { entries: ['src/**/*.worker.ts'] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{bench,cli,scripts,src}/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});

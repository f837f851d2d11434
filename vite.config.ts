import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './scripts/browsers/chromium.js';
import { buildKernels } from './scripts/build-kernels.js';
import { mathml } from './scripts/mathml.js';
import { contentPolicyHeader } from './src/content-policy.js';

/** No verdict hangs on how fast a machine is: this only ends a test that would never end. */
const NEVER_MS = 600_000;
const patient = {
  testTimeout: NEVER_MS,
  hookTimeout: NEVER_MS,
  expect: { poll: { timeout: NEVER_MS } },
  // Vitest leaves one core to an editor. A test run has both.
  maxWorkers: '100%',
};

/** On a slow machine a build would warn of the time that plugins take. */
const quiet = { bundlerTimings: false };

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
      checks: quiet,
      output: {
        // WebKit evaluates a worker's entry again where a chunk that is loaded later imports from it: a second
        // service then answers every call, with no engine and no data. Entries hold only what starts them.
        codeSplitting: {
          groups: [{ name: 'start', tags: ['$initial'], test: (id) => !id.endsWith('.worker.ts') }],
        },
      },
    },
  },
  build: {
    target: 'es2022',
    rolldownOptions: {
      checks: quiet,
      output: {
        codeSplitting: {
          // The first page needs nearly all of them: cut in pieces, they are a sixteenth larger in all that it fetches.
          groups: [
            {
              name: 'widgets',
              test: /node_modules\/(bits-ui|@floating-ui|tabbable|svelte-toolbelt|runed|style-to-object|inline-style-parser|clsx)\//,
            },
          ],
        },
      },
    },
  },
  // Workers are found only when they start: without this their packages would be bundled then, and the page reloaded.
  optimizeDeps: { entries: ['src/**/*.worker.ts'] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...patient,
          name: 'unit',
          // A worker keeps the modules that it has loaded: to load them anew for each file took half of the time.
          isolate: false,
          environment: 'node',
          include: ['{bench,cli,scripts,src}/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...patient,
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
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

// npm test: sets up, then format, lint, types, unit tests, tests in Chromium, and end-to-end tests on the production
// build in Chromium, Firefox and WebKit. A step that fails does not keep the others from running.
import './setup.js';

const { ensureChromium } = await import('./browsers/chromium.js');
const { ensureFirefox } = await import('./browsers/firefox.js');
const { ensureWebKit } = await import('./browsers/webkit.js');
const { runSteps } = await import('./run-steps.js');

console.log(
  'npm test usually takes about 10 minutes on two cores, and prints a summary at its end.',
);
ensureChromium();
const absent = { firefox: ensureFirefox(), webkit: ensureWebKit() };

/** In continuous integration a browser that is missing is a failure, not a reason. */
const strict = Boolean(process.env.CI);
const build = 'production build';
const inEngine = (/** @type {'firefox' | 'webkit'} */ engine) => ({
  program: ['npx', 'playwright', 'test', '-c', 'tests/engines', `--project=${engine}`],
  cores: /** @type {const} */ (1),
  needs: build,
  absent: absent[engine],
});

const passed = await runSteps(
  [
    { name: build, program: ['npx', 'vite', 'build', '--logLevel', 'warn'], cores: 1 },
    {
      name: 'format',
      program: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'],
      cores: 1,
    },
    { name: 'lint', program: ['npx', 'eslint', '.', '--max-warnings', '0'], cores: 1 },
    // SvelteKit writes types for the build too: one at a time.
    { name: 'types', program: ['npm', 'run', '--silent', 'check:types'], cores: 1, after: build },
    { name: 'unit tests', program: ['npx', 'vitest', 'run', '--project', 'unit'], cores: 2 },
    {
      name: 'tests in Chromium',
      program: ['npx', 'vitest', 'run', '--project', 'browser'],
      cores: 2,
    },
    {
      name: 'end to end in Chromium',
      program: ['npx', 'playwright', 'test'],
      cores: 2,
      needs: build,
    },
    { name: 'end to end in Firefox', ...inEngine('firefox') },
    { name: 'end to end in WebKit', ...inEngine('webkit') },
  ],
  { strict },
);
process.exitCode = passed ? 0 : 1;

// npm test: sets up, then format, lint, types, unit tests, tests in Chromium, end-to-end tests on the production build.
import { run } from './setup.js';

const { ensureChromium } = await import('./browsers/chromium.js');
ensureChromium();

const steps = [
  ['format', ['npx', 'prettier', '--check', '--log-level', 'warn', '.']],
  ['lint', ['npx', 'eslint', '.', '--max-warnings', '0']],
  ['types', ['npm', 'run', '--silent', 'check:types']],
  ['unit tests', ['npx', 'vitest', 'run', '--project', 'unit']],
  ['tests in Chromium', ['npx', 'vitest', 'run', '--project', 'browser']],
  ['production build', ['npx', 'vite', 'build', '--logLevel', 'warn']],
  ['end-to-end tests', ['npx', 'playwright', 'test']],
];
for (const [name, [program, ...args]] of steps) {
  const started = performance.now();
  console.log(`\n── ${name}`);
  run(program, ...args);
  console.log(`── ${name}: passed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

// npm start: sets up, builds, serves the static build and prints its address.
import { run } from './setup.js';

const { readPort, serve } = await import('./serve.js');
const port = portOrEnd();

console.log('Building …');
run('npx', 'vite', 'build', '--logLevel', 'warn');

const address = await serve(port, true);
console.log(`\nCRPS Lab is served at ${address}   (Ctrl+C stops it)`);

function portOrEnd() {
  try {
    return readPort(process.env.PORT, 4173);
  } catch (error) {
    console.error(`PORT: ${error instanceof Error ? error.message : error}`);
    process.exit(2);
  }
}

// npm start: sets up, builds, serves the static build and prints its address.
import { run } from './setup.js';

console.log('Building …');
run('npx', 'vite', 'build', '--logLevel', 'warn');

const { serve } = await import('./serve.js');
const address = await serve(Number(process.env.PORT ?? 4173), true);
console.log(`\nCRPS Lab is served at ${address}   (Ctrl+C stops it)`);

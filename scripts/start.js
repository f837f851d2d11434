// npm start: sets up, builds, serves the static build and prints its address.
import { run } from './setup.js';

console.log('Building …');
run('npx', 'vite', 'build', '--logLevel', 'warn');

const { preview } = await import('vite');
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4173) } });
const address = server.resolvedUrls?.local[0];
console.log(`\nCRPS Lab is served at ${address}   (Ctrl+C stops it)`);

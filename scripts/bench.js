// npm run bench: sets up, finds a browser, then measures.
import { run } from './setup.js';

const { ensureChromium } = await import('./browsers/chromium.js');
ensureChromium();
// The page is built by Vite, which reads the tsconfig.json that SvelteKit writes.
run('npx', 'svelte-kit', 'sync');
const { register } = await import('tsx/esm/api');
register();
await import('../bench/run.ts');

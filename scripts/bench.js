// npm run bench: sets up, finds a browser, then measures.
import './setup.js';

const { ensureBrowser } = await import('./browser.js');
ensureBrowser();
const { register } = await import('tsx/esm/api');
register();
await import('../bench/run.ts');

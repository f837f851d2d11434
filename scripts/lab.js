// npm run lab: sets up, then the command line, in this one process, so that Ctrl+C and exit statuses are its own.
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
// npm starts its scripts in the project's folder; file names are the caller's, from where npm was called.
const throughNpm = process.env.npm_lifecycle_event === 'lab' && process.cwd() === root;
const callersFolder = (throughNpm && process.env.INIT_CWD) || process.cwd();

await import('./setup.js');
process.chdir(callersFolder);
const { register } = await import('tsx/esm/api');
register();
await import('../cli/lab.ts');

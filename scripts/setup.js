// Installs the dependencies by the lock file where they do not fit it, and compiles the kernels.
// Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `CRPS Lab needs Node 20.19 or later; this is ${process.version}. Install a newer Node.`,
  );
  process.exit(1);
}

/** Runs a program, its output shown, and ends this process with its status if it fails. */
export function run(/** @type {string} */ program, /** @type {string[]} */ ...args) {
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const { ensureInstalled } = await import('./install.js');
const status = await ensureInstalled();
if (status !== 0) process.exit(status);

const { buildKernels } = await import('./build-kernels.js');
await buildKernels();

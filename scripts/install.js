// Installs the dependencies by the lock file, where node_modules does not fit it: one set-up at a time, and never
// longer than the set-up that asked for it lives.
import { fork, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const LOCK = 'package-lock.json';
/** What npm writes last of what it has installed. */
const INSTALLED = 'node_modules/.package-lock.json';
/** Holds the number of the process that installs. */
const TURN = '.installing';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Package
 * @param {string} path of a lock file
 * @returns {Record<string, Package> | null} its packages by folder, or null where it cannot be read
 */
function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * By content, not by date: a copied checkout has other dates, and what was installed in part has no list.
 * @returns {boolean} whether what is installed is what the lock file names
 */
export function isInstalled() {
  const wanted = packagesIn(LOCK);
  const found = packagesIn(INSTALLED);
  if (!wanted || !found) return false;
  const paths = Object.keys(wanted).filter((path) => path !== '');
  // What is optional may be for another system.
  const fits = (/** @type {string} */ path) =>
    found[path]
      ? found[path].version === wanted[path]?.version
      : Boolean(wanted[path]?.optional || wanted[path]?.devOptional);
  return paths.every(fits) && Object.keys(found).every((path) => path in wanted);
}

/** @returns {boolean} whether the process that holds the turn is still there */
function turnIsHeld() {
  try {
    process.kill(Number(readFileSync(TURN, 'utf8')), 0);
    return true;
  } catch (error) {
    // It may belong to somebody else: then it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Resolves once no other set-up installs here. */
async function takeTurn() {
  let told = false;
  for (;;) {
    try {
      writeFileSync(TURN, String(process.pid), { flag: 'wx' });
      return;
    } catch {
      if (existsSync(TURN) && !turnIsHeld()) {
        rmSync(TURN, { force: true });
        continue;
      }
      if (!told) console.log('Another set-up installs the dependencies here; waiting for it …');
      told = true;
      await wait(200);
    }
  }
}

/** Installs what is missing. @returns {Promise<number>} npm's exit status, 0 where nothing was to be done */
export async function ensureInstalled() {
  if (isInstalled()) return 0;
  await takeTurn();
  try {
    // The set-up before may have done it.
    if (isInstalled()) return 0;
    console.log('Installing the dependencies named in package-lock.json …');
    const keeper = fork(fileURLToPath(import.meta.url), ['keep'], {
      stdio: 'inherit',
      execArgv: [],
    });
    return await new Promise((resolve) => keeper.once('exit', (status) => resolve(status ?? 1)));
  } finally {
    rmSync(TURN, { force: true });
  }
}

/** In a process of its own, tied to the set-up's: however that one ends, npm ends too. */
function keep() {
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // A group of its own, so that what npm starts ends with it.
    detached: process.platform !== 'win32',
  });
  const end = () => {
    if (npm.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? npm.pid : -npm.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
    process.exit(1);
  };
  process.once('disconnect', end);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.once(signal, end);
  npm.once('error', () => process.exit(1));
  npm.once('exit', (status) => process.exit(status ?? 1));
}

if (process.argv[2] === 'keep' && process.argv[1] === fileURLToPath(import.meta.url)) keep();

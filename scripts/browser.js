// Finds the Chromium that the tests drive: Playwright's own, else one on the system, else Debian's package.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns {string | undefined} the first Chromium-like browser on the PATH or in a usual place */
function onSystem() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...folders.flatMap((folder) => NAMES.map((n) => join(folder, n))), ...FIXED];
  return candidates.find((path) => existsSync(path));
}

/** @returns {string | undefined} the executable to launch, or undefined where there is none yet */
export function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return chosen;
  const own = chromium.executablePath();
  return existsSync(own) ? own : onSystem();
}

/**
 * Options every test launch shares: software GL and WebGPU, so that a machine without a GPU runs all
 * engines. The page itself is composed by the processor, as Chromium has it by default on such a machine:
 * in software GL frames would wait behind the engines' work.
 */
export function launchOptions() {
  const root = process.getuid?.() === 0;
  return {
    executablePath: findBrowser(),
    args: [
      ...(root ? ['--no-sandbox'] : []),
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-gpu-compositing',
      '--enable-unsafe-webgpu',
      '--enable-features=Vulkan',
      '--use-webgpu-adapter=swiftshader',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}

/** Installs a browser where none is found, saying what it does. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return console.log(`Browser: ${found}`);
  console.log('Browser: none found; installing Playwright’s Chromium …');
  const install = spawnSync('npx', ['playwright', 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  if (install.status === 0 && findBrowser()) return;
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error(
      'No Chromium could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one, and run npm test again.',
    );
  }
  console.log('Browser: Playwright’s cannot be downloaded here; installing Debian’s chromium …');
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const command of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const [program, ...rest] = [...sudo, ...command];
    execFileSync(program, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  if (!findBrowser()) throw new Error('Debian’s chromium was installed but is not on the PATH.');
}

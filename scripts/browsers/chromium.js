// Finds the Chromium that the tests drive: Playwright's own, else one on the system, else Debian's package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { installFromDebian } from './debian.js';
import { findProgram } from './find-program.js';

// The shell is the same engine without the browser's own window, which takes as long as a test for each page.
const SHELL = 'chromium-headless-shell';
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns {string | undefined} the executable to launch, or undefined where there is none yet */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return chosen;
  const own = chromium.executablePath();
  return existsSync(own) ? own : findProgram(NAMES, ELSEWHERE);
}

/**
 * Options every test launch shares: software GL and WebGPU, so that a machine without a GPU runs all
 * engines. The page itself is composed by the processor, as Chromium has it by default on such a machine:
 * in software GL frames would wait behind the engines' work.
 */
export function launchOptions() {
  const root = process.getuid?.() === 0;
  return {
    executablePath: findChromium(),
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

/** Installs Chromium where none is found, saying what it does. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return console.log(`Chromium: ${found}`);
  console.log('Chromium: none found; installing Playwright’s …');
  const install = spawnSync('npx', ['playwright', 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) console.log('Chromium: Playwright’s cannot be downloaded here.');
  for (const name of [SHELL, 'chromium'])
    if (!findChromium()) installFromDebian('Chromium', [name]);
  if (findChromium()) return;
  throw new Error(
    'No Chromium could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one, and run npm test again.',
  );
}

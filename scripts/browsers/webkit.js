// Finds WebKitGTK's browser and driver, and what lets them run without a display; or installs Debian's.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installFromDebian } from './debian.js';
import { findProgram } from './find-program.js';

const PACKAGES = ['webkit2gtk-driver', 'xvfb', 'xauth', 'dbus', 'libgl1-mesa-dri', 'libegl1'];

/** @returns {string | undefined} the browser that comes with the library: no program of the PATH */
function miniBrowser() {
  const parents = ['/usr/libexec', '/usr/lib64', '/usr/lib'].filter((path) => existsSync(path));
  const folders = parents.flatMap((parent) => [
    parent,
    ...readdirSync(parent).map((name) => join(parent, name)),
  ]);
  return folders
    .flatMap((folder) => ['4.1', '6.0', '4.0'].map((api) => join(folder, `webkit2gtk-${api}`)))
    .concat(folders.map((folder) => join(folder, 'webkitgtk-6.0')))
    .map((folder) => join(folder, 'MiniBrowser'))
    .find((path) => existsSync(path));
}

/** @returns {{ browser: string, driver: string, display: string, bus: string } | undefined} paths */
export function findWebKit() {
  const browser = miniBrowser();
  const driver = findProgram(['WebKitWebDriver']);
  const display = findProgram(['xvfb-run']);
  const bus = findProgram(['dbus-run-session']);
  return browser && driver && display && bus ? { browser, driver, display, bus } : undefined;
}

/** @returns {string | null} why there is none, where none can be had */
export function ensureWebKit() {
  if (!findWebKit()) installFromDebian('WebKit', PACKAGES);
  const found = findWebKit();
  if (found) console.log(`WebKit: ${found.browser}`);
  return found
    ? null
    : 'WebKitGTK’s driver is not here and cannot be installed (Debian has it as webkit2gtk-driver).';
}

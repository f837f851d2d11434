// Finds the Firefox that the tests drive over WebDriver BiDi, or installs Debian's.
import { installFromDebian } from './debian.js';
import { findProgram } from './find-program.js';

const NAMES = ['firefox-esr', 'firefox'];
const ELSEWHERE = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** @returns {string | undefined} the executable to launch */
export function findFirefox() {
  return process.env.FIREFOX_PATH ?? findProgram(NAMES, ELSEWHERE);
}

/** @returns {string | null} why there is none, where none can be had */
export function ensureFirefox() {
  if (!findFirefox()) installFromDebian('Firefox', ['firefox-esr']);
  const found = findFirefox();
  if (found) console.log(`Firefox: ${found}`);
  return found ? null : 'No Firefox is here and none can be installed; FIREFOX_PATH may name one.';
}

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {readonly string[]} names of programs
 * @param {readonly string[]} [elsewhere] paths that are looked at after the PATH
 * @returns {string | undefined} the first that is there
 */
export function findProgram(names, elsewhere = []) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...candidates, ...elsewhere].find((path) => existsSync(path));
}

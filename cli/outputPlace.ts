import { access, constants, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BadInput } from './BadInput.ts';
import { fileReason } from './readInput.ts';

async function realPath(path: string): Promise<string | null> {
  return realpath(path).catch(() => null);
}

/**
 * Where a result will be written, every link followed; checked before the work is done.
 * @param inputs files that the result is made from, which it must not replace
 * @throws BadInput
 */
export async function outputPlace(path: string, inputs: readonly string[]): Promise<string> {
  const folder = dirname(path);
  let place = await realPath(path);
  try {
    // A file that is not there yet has no real path, but its folder has.
    place ??= join(await realpath(folder), basename(path));
    // The dot makes a file in the folder's place an error.
    await access(`${dirname(place)}/.`, constants.W_OK);
  } catch (error) {
    throw new BadInput(`--out: cannot write into the folder ${folder}: ${fileReason(error)}.`);
  }
  const existing = await stat(place).catch(() => null);
  if (existing?.isDirectory()) throw new BadInput(`--out: ${path} is a folder; name a file.`);
  if (existing && !existing.isFile()) throw new BadInput(`--out: ${path} is not an ordinary file.`);
  for (const input of inputs) {
    if ((await realPath(input)) === place) {
      throw new BadInput(`--out: ${path} is also an input; name another file.`);
    }
  }
  return place;
}

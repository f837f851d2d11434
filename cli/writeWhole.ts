import { access, constants, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, basename, join } from 'node:path';
import { BadInput } from './BadInput.ts';
import { fileReason } from './readInput.ts';

/**
 * Refuses a place that a result could not be written to, before the work is done.
 * @throws BadInput
 */
export async function requireWritable(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    if (!(await stat(folder)).isDirectory())
      throw new BadInput(`--out: ${folder} is not a folder.`);
    await access(folder, constants.W_OK);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`--out: cannot write into the folder ${folder}: ${fileReason(error)}.`);
  }
  const existing = await stat(path).catch(() => null);
  if (existing?.isDirectory()) throw new BadInput(`--out: ${path} is a folder; name a file.`);
}

/**
 * Writes a file whole or not at all: a file beside it takes the text and then its name, so a reader
 * sees the old file or the new one, and a crash or a full disk leaves the old one.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(text);
      // On the disk before it has the name, or a power cut could leave a named file of nothing.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

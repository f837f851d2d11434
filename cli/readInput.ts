import { readFile } from 'node:fs/promises';
import { BadInput } from './BadInput.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'access is denied',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of its path is not a folder',
};

/** Node's code of a file error in words. */
export function fileReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return reasons[code] ?? code;
}

async function standardInput(): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/**
 * The bytes of a file that the caller named, or of standard input for `-`.
 * @param role what the file is for, such as 'the study'
 * @throws BadInput where it cannot be read
 */
export async function readInput(path: string, role: string): Promise<Buffer> {
  if (path === '-') return standardInput();
  try {
    return await readFile(path);
  } catch (error) {
    throw new BadInput(`Cannot read ${role} ${path}: ${fileReason(error)}.`);
  }
}

import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toBase64url } from './base64url.ts';

export const CHECK_LENGTH = 6;

/** Six characters of 36 bits: the beginning of SHA-256. */
export function checkOf(text: string): string {
  return toBase64url(sha256(utf8ToBytes(text))).slice(0, CHECK_LENGTH);
}

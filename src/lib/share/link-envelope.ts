/**
 * The outside of a link: `1:<base64url of deflate-raw JSON>.<check>` after the #. The check is made of the
 * text before it, so that a link that was cut or changed on its way is known as such before anything is
 * inflated. It guards against accidents; against malice guard the caps here and the schema behind.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64url, toBase64url } from './base64url.ts';
import { deflate, inflate } from './deflate.ts';

/** What this program writes. It reads this one and, for ever, all before. */
export const LINK_VERSION = 1;
/** Firefox keeps no longer address in its history. */
export const LONGEST_LINK = 65_536;
/** Characters of JSON: 16 variants × 256 replicates with everything take a third. */
export const LARGEST_DOCUMENT = 1 << 19;
const CHECK_LENGTH = 6;

export type Opened =
  | { readonly status: 'ok'; readonly document: unknown }
  /** Nothing stands after the #. */
  | { readonly status: 'empty' }
  | { readonly status: 'no-link' }
  | { readonly status: 'too-long'; readonly length: number }
  | { readonly status: 'other-version'; readonly version: number }
  | { readonly status: 'cut'; readonly length: number }
  | { readonly status: 'damaged' }
  | { readonly status: 'too-large' };

/** Six characters of 36 bits: the beginning of SHA-256. */
function checkOf(text: string): string {
  return toBase64url(sha256(utf8ToBytes(text))).slice(0, CHECK_LENGTH);
}

/** @param json of a document @returns what stands after the # */
export async function sealLink(json: string): Promise<string> {
  const payload = toBase64url(await deflate(json));
  const text = `${LINK_VERSION}:${payload}`;
  return `${text}.${checkOf(text)}`;
}

/** What follows a link in running text, or is put in its place by a careful program. */
function tidied(hash: string): string {
  return hash
    .trim()
    .replace(/^#/, '')
    .replace(/^(\d+)%3A/i, '$1:')
    .replace(/[^\w-]+$/, '');
}

/** Never throws; does nothing with what is too long. */
export async function openLink(hash: string): Promise<Opened> {
  if (hash.length > LONGEST_LINK) return { status: 'too-long', length: hash.length };
  const text = tidied(hash);
  if (text === '') return { status: 'empty' };
  const [, number, rest = ''] = /^(\d{1,6})(?::|$)(.*)$/s.exec(text) ?? [];
  if (number === undefined) return { status: 'no-link' };
  const version = Number(number);
  if (version !== LINK_VERSION) return { status: 'other-version', version };
  const [payload = '', check] = rest.split('.');
  if (!/^[\w-]*(\.[\w-]*)?$/.test(rest)) return { status: 'damaged' };
  if (check === undefined || check.length < CHECK_LENGTH) {
    return { status: 'cut', length: hash.length };
  }
  const bytes = fromBase64url(payload);
  if (!bytes || check !== checkOf(`${version}:${payload}`)) return { status: 'damaged' };
  const inflated = await inflate(bytes, LARGEST_DOCUMENT);
  if (inflated.status !== 'ok') return inflated;
  try {
    return { status: 'ok', document: JSON.parse(inflated.text) as unknown };
  } catch {
    return { status: 'damaged' };
  }
}

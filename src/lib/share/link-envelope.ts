/**
 * The outside of a link: `1:<base64url of deflate-raw JSON>.<check>` after the #. The check is made of the
 * text before it, so that a link that was cut or changed on its way is known as such before anything is
 * inflated. It guards against accidents; against malice guard the caps here and the schema behind.
 */
import { fromBase64url, toBase64url } from './base64url.ts';
import { deflate, inflate } from './deflate.ts';
import { CHECK_LENGTH, checkOf } from './link-check.ts';
import { hashOfLink, linkInText } from './link-in-text.ts';

/** What this program writes. It reads this one and, for ever, all before. */
export const LINK_VERSION = 1;
/** Firefox keeps no longer address in its history. */
export const LONGEST_LINK = 65_536;
/** Characters of JSON: 16 variants × 256 replicates with everything take a third. */
export const LARGEST_DOCUMENT = 1 << 19;

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

/** @param json of a document @returns what stands after the # */
export async function sealLink(json: string): Promise<string> {
  const payload = toBase64url(await deflate(json));
  const text = `${LINK_VERSION}:${payload}`;
  return `${text}.${checkOf(text)}`;
}

/**
 * @param text a link, alone or in whatever it came in
 * Never throws; does nothing with what is too long.
 */
export async function openLink(text: string): Promise<Opened> {
  if (text.length > LONGEST_LINK) return { status: 'too-long', length: text.length };
  if (/^[#\s]*$/.test(text)) return { status: 'empty' };
  const link = linkInText(text);
  if (!link) return { status: 'no-link' };
  const { version, payload, check, sound } = link;
  if (version !== LINK_VERSION) return { status: 'other-version', version };
  if (check.length < CHECK_LENGTH) return { status: 'cut', length: hashOfLink(link).length };
  const bytes = sound ? fromBase64url(payload) : null;
  if (!bytes) return { status: 'damaged' };
  const inflated = await inflate(bytes, LARGEST_DOCUMENT);
  if (inflated.status !== 'ok') return inflated;
  try {
    return { status: 'ok', document: JSON.parse(inflated.text) as unknown };
  } catch {
    return { status: 'damaged' };
  }
}

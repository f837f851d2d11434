import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes hashed between two pauses. */
const chunk = 4 * 2 ** 20;

/**
 * The digest that names a file in a study: `sha256-` and 64 hexadecimal digits. In plain JavaScript,
 * because browsers keep crypto.subtle from pages without HTTPS.
 * @param pause called between chunks with the share done; may reject to cancel
 */
export async function digestOf(
  bytes: Uint8Array,
  pause: (share: number) => Promise<void> = async () => {},
): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < bytes.length; at += chunk) {
    hash.update(bytes.subarray(at, at + chunk));
    await pause(Math.min(1, (at + chunk) / bytes.length));
  }
  return `sha256-${bytesToHex(hash.digest())}`;
}

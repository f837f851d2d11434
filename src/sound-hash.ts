function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * The part of an address after #, with its % escaped if it cannot be decoded as it stands: SvelteKit would throw.
 * The decoded text is looked at, since the bundler takes away a call whose value nobody uses.
 */
export function soundHash(hash: string): string {
  return decoded(hash) === null ? hash.replaceAll('%', '%25') : hash;
}

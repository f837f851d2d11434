/**
 * All files of one build, kept in the browser: what the service worker answers with. A version is a cache of its
 * own, whole or not at all. Older caches stay as long as a page of their version is open, because that page may
 * still fetch parts of itself; a page says so by a shared lock on its version's name.
 */
export interface PrecachedFile {
  /** From the site's root, `''` for the root's page, as it is asked for. */
  readonly path: string;
  /** Its digest: a captive portal's page or half of another build is not kept. */
  readonly integrity: string;
}

/** Of caches and of locks: other sites on this origin have theirs. */
export function versionName(base: string, version: string): string {
  return `${prefix(base)}${version}`;
}

function prefix(base: string): string {
  return `crps-lab ${base}/ `;
}

export class Precache {
  readonly name: string;
  readonly #base: string;
  readonly #files: ReadonlyMap<string, string>;

  /**
   * @param base path of the site, without the slash at its end
   * @param files of this version
   */
  constructor(base: string, version: string, files: readonly PrecachedFile[]) {
    this.name = versionName(base, version);
    this.#base = base;
    this.#files = new Map(files.map(({ path, integrity }) => [path, integrity]));
  }

  /**
   * Fetches what is missing, one file after another, so that what the page itself asks for comes first.
   * @throws where a file cannot be fetched or kept; a cache that this call began is removed
   */
  async fill(): Promise<void> {
    const begun = !(await caches.has(this.name));
    try {
      const cache = await caches.open(this.name);
      for (const [path, integrity] of this.#files) {
        const url = `${this.#base}/${path}`;
        if (await cache.match(url)) continue;
        await cache.put(url, await this.#obtain(url, path, integrity));
      }
    } catch (error) {
      if (begun) await caches.delete(this.name);
      throw error;
    }
  }

  async #obtain(url: string, path: string, integrity: string): Promise<Response> {
    // Names under immutable/ carry a digest: the same name is the same file, whichever version kept it.
    const immutable = path.includes('/immutable/');
    const held = immutable ? await this.#matchOlder(url) : undefined;
    if (held) return held;
    const response = await fetch(url, { integrity, cache: immutable ? 'default' : 'no-cache' });
    if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
    return response;
  }

  async isWhole(): Promise<boolean> {
    if (!(await caches.has(this.name))) return false;
    const cache = await caches.open(this.name);
    return (await cache.keys()).length === this.#files.size;
  }

  /** Answers from this version, else from an older one that is still open, else from the network. */
  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.slice(this.#base.length + 1).replace(/(^|\/)index\.html$/, '$1');
    if (this.#files.has(path)) {
      const held = await (await caches.open(this.name)).match(`${this.#base}/${path}`);
      if (held) return held;
    } else if (this.#files.has(`${path}/`)) {
      url.pathname += '/';
      return Response.redirect(url.href);
    }
    return (await this.#matchOlder(url.pathname)) ?? fetch(request);
  }

  async #matchOlder(pathname: string): Promise<Response | undefined> {
    for (const name of await this.#others()) {
      const held = await (await caches.open(name)).match(pathname);
      if (held) return held;
    }
    return undefined;
  }

  async #others(): Promise<string[]> {
    const names = await caches.keys();
    return names.filter((name) => name.startsWith(prefix(this.#base)) && name !== this.name);
  }

  /**
   * Removes the caches of versions that no open page needs.
   * @param open names of the versions of which pages are open
   */
  async tidy(open: readonly string[]): Promise<void> {
    const idle = (await this.#others()).filter((name) => !open.includes(name));
    await Promise.all(idle.map((name) => caches.delete(name)));
  }

  /** Removes every version. */
  async clear(): Promise<void> {
    await Promise.all([this.name, ...(await this.#others())].map((name) => caches.delete(name)));
  }
}

/** A plain file host, as the build is meant for: a folder under a sub-path, its own 404.html, no headers, and a log. */
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export interface Asked {
  readonly method: string;
  /** With the sub-path and what follows a question mark. */
  readonly url: string;
}

export class StaticSite {
  readonly asked: Asked[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  #port = 0;

  /**
   * @param folder what is served; may be changed, as by a new deployment
   * @param path under which it is served, with both slashes
   */
  constructor(
    public folder: string,
    readonly path: string,
  ) {}

  async open(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, 'localhost', done));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** Also after it has closed. */
  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  get address(): string {
    return this.origin + this.path;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked.push({ method: request.method ?? '', url: request.url ?? '' });
    const { pathname } = new URL(request.url ?? '/', this.origin);
    const inside = pathname.startsWith(this.path) ? pathname.slice(this.path.length) : '../';
    const file = join(this.folder, inside.endsWith('/') ? `${inside}index.html` : inside);
    const found = inside === '' ? join(this.folder, 'index.html') : file;
    try {
      if (inside.startsWith('..')) {
        response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Another site</h1>');
        return;
      }
      if ((await stat(found)).isDirectory()) {
        response.writeHead(301, { location: `${pathname}/` }).end();
        return;
      }
      const type = TYPES[extname(found)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type }).end(await readFile(found));
    } catch {
      const page = await readFile(join(this.folder, '404.html')).catch(() => '<h1>Not found</h1>');
      response.writeHead(404, { 'content-type': 'text/html' }).end(page);
    }
  }
}

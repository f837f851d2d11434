/** Stands for every host but one's own, as a proxy: whatever would leave the machine arrives here, and is answered. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Chromium asks it about any form that it sees; no page can tell it to, or not to. */
const CHROMIUMS_OWN = 'content-autofill.googleapis.com:443';

export class OutsideWorld {
  /** Addresses that were asked for by pages. */
  readonly asked: string[] = [];
  readonly #server: Server = createServer((request, response) => {
    this.asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/plain' });
    response.end('Hello from outside.');
  });

  async open(): Promise<this> {
    this.#server.on('connect', (request, socket) => {
      if (request.url !== CHROMIUMS_OWN) this.asked.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await new Promise<void>((done) => this.#server.listen(0, 'localhost', done));
    return this;
  }

  /** For a browser context. */
  get proxy(): { server: string; bypass: string } {
    const { port } = this.#server.address() as AddressInfo;
    return { server: `http://localhost:${port}`, bypass: 'localhost' };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

// Serves the finished build as any file host would. `vite preview` would serve what was there before it was sealed
// (seal-build.js): a page with inline scripts, and a service worker that knows no files.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const build = fileURLToPath(new URL('../build', import.meta.url));

/**
 * A page is a folder, whose relative addresses hold with the slash at its end only.
 * @param {string} url as asked @returns {string | null} where it is, if not there
 */
function withSlash(url) {
  const { pathname, search } = new URL(url, 'http://localhost');
  const isPage = !pathname.endsWith('/') && existsSync(join(build, pathname, 'index.html'));
  return isPage ? `${pathname}/${search}` : null;
}

/**
 * @param {number} port
 * @param {boolean} orNext where it is taken, the next that is free
 * @returns {Promise<string>} the address
 * @throws {Error} where the port is taken and no other is wanted
 */
export async function serve(port, orNext) {
  // Read anew for each request: a build may be replaced while it is served.
  const files = sirv(build, { dev: true });
  const server = createServer((request, response) => {
    const location = withSlash(request.url ?? '/');
    if (location !== null) {
      response.writeHead(301, { location }).end();
      return;
    }
    files(request, response, () => {
      response.writeHead(404).end('There is no such page in CRPS Lab.');
    });
  });
  for (let next = port; ; next++) {
    try {
      await new Promise((done, failed) => {
        server.once('error', failed);
        server.listen(next, 'localhost', () => done(null));
      });
      return `http://localhost:${next}/`;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || !orNext) throw error;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`Serving ${build} at ${await serve(Number(process.argv[2]), false)}`);
}

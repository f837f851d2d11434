// Serves the finished build as any file host would. `vite preview` would serve what was there before it was sealed
// (seal-build.js): a page with inline scripts, and a service worker that knows no files.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { contentPolicyHeader } from '../src/content-policy.js';

const build = fileURLToPath(new URL('../build', import.meta.url));

/** What we ask of any host (docs/privacy-and-offline.md): sent along, the policy binds workers from the first visit on. */
const HEADERS = {
  'content-security-policy': contentPolicyHeader,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * A page is a folder, whose relative addresses hold with the slash at its end only.
 * @param {string} folder that is served
 * @param {URL} asked @returns {string | null} where it is, if not there
 */
function withSlash(folder, { pathname, search }) {
  const isPage = !pathname.endsWith('/') && existsSync(join(folder, pathname, 'index.html'));
  return isPage ? `${pathname}/${search}` : null;
}

/**
 * Some programs escape the # of a link, and so make its end a part of the path.
 * @param {URL} asked @returns {string | null} the address that was meant, if it is such a link
 */
function withHash({ pathname }) {
  const [, page, rest] = /^([^%]*?)\/?%23(\d.*)$/.exec(pathname) ?? [];
  return page === undefined ? null : `${page}/#${rest}`;
}

/**
 * @param {string | undefined} text as an environment variable or an argument has it
 * @param {number} usual where there is none
 * @returns {number}
 * @throws {Error} where it is no port
 */
export function readPort(text, usual) {
  if (text === undefined || text === '') return usual;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Error(`A port is a whole number from 1 to 65535, got “${text}”.`);
}

/**
 * Answers one request. Whatever is asked, the server goes on.
 * @param {string} folder that is served
 * @param {ReturnType<typeof sirv>} files of it
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function answer(folder, files, request, response) {
  // A file may go away, or prove unreadable, while it is sent.
  response.once('pipe', (file) => file.once('error', () => response.destroy()));
  try {
    // More than one slash in front would be another host's address.
    request.url = (request.url ?? '/').replace(/^[/\\]+/, '/');
    const asked = new URL(request.url, 'http://localhost');
    // Dots in a path may leave two slashes in front again.
    const location = (withHash(asked) ?? withSlash(folder, asked))?.replace(/^\/+/, '/');
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (location !== undefined) response.writeHead(301, { location }).end();
    else
      files(request, response, () => {
        response.writeHead(404).end('There is no such page in CRPS Lab.');
      });
  } catch {
    if (!response.headersSent) response.writeHead(400);
    response.end('This address cannot be read.');
  }
}

/**
 * @param {number} port
 * @param {boolean} orNext where it is taken, the next that is free
 * @param {string} folder what is served
 * @returns {Promise<string>} the address
 * @throws {Error} where the port is taken and no other is wanted
 */
export async function serve(port, orNext, folder = build) {
  // Read anew for each request: a build may be replaced while it is served.
  const files = sirv(folder, { dev: true });
  const server = createServer((request, response) => answer(folder, files, request, response));
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
  console.log(`Serving ${build} at ${await serve(readPort(process.argv[2], 4173), false)}`);
}

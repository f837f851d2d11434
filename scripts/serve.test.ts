import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentPolicyHeader } from '../src/content-policy.js';
import { readPort, serve } from './serve.js';

const address = await serve(41_730, true);
const { port } = new URL(address);

/** Sends bytes as they stand: `fetch` would mend them. @returns the whole answer, however it ended */
function send(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), 'localhost');
    let answer = '';
    socket.on('data', (data) => (answer += data));
    socket.on('close', () => resolve(answer));
    // The server may end a connection that it cannot use.
    socket.on('error', () => {});
    socket.write(text);
  });
}

function request(line: string, ...headers: readonly string[]): string {
  return [line, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n');
}

const ask = (path: string) => send(request(`GET ${path} HTTP/1.1`));

test.each([
  '//',
  '///',
  '/\\',
  '//elsewhere.example/x',
  'http://[',
  'http://x:y/',
  '/%',
  '/%E0%A4%A',
  '/%00',
  '*',
  '/../../etc/passwd',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  'http://elsewhere.example//x',
  '/.//elsewhere.example/%231',
  '/x/..//elsewhere.example/%231',
  'http://elsewhere.example//elsewhere.example/%231',
  '/%231%0d%0aSet-Cookie:x',
  `/${'a'.repeat(10_000)}`,
])('the server answers “GET %s”, sends nobody elsewhere, and goes on', async (path) => {
  const answer = await ask(path);
  expect(answer).toMatch(/^HTTP\/1\.1 \d{3} /);
  expect(answer).not.toMatch(/^location: (\/\/|\/\\|[a-z]+:)/im);
  expect(answer).not.toMatch(/^set-cookie:|"crps-lab"/im);
  expect(await ask('/none')).toMatch(/^HTTP\/1\.1 404 /);
});

test.each([
  request('GET /\0 HTTP/1.1'),
  request('GET /ÿ HTTP/1.1'),
  request('GET / HTTP/9.9'),
  request('GET'),
  request('CONNECT elsewhere.example:443 HTTP/1.1'),
  request('OPTIONS * HTTP/1.1'),
  request('POST / HTTP/1.1', 'Content-Length: 9'),
  request('POST / HTTP/1.1', 'Transfer-Encoding: chunked') + 'zz\r\n',
  request('GET / HTTP/1.1', 'Upgrade: websocket'),
  request('GET / HTTP/1.1', 'Expect: nonsense'),
  request('GET / HTTP/1.1', `X: ${'a'.repeat(100_000)}`),
  ...['5-2', 'a-', '-0', '999999999-', '-99999999', '0-0,2-'].map((range) =>
    request('GET / HTTP/1.1', `Range: bytes=${range}`),
  ),
])('no request ends the server: %j', async (text) => {
  await send(text);
  expect(await ask('/none')).toMatch(/^HTTP\/1\.1 404 /);
});

test('a link whose # was escaped leads to where it was meant to', async () => {
  for (const path of ['/result/%231:abc.defghi', '/result%231:abc.defghi'])
    expect(await ask(path)).toMatch(/^location: \/result\/#1:abc\.defghi\r$/m);
});

test('it sends the content policy with what it serves', async () => {
  const { headers } = await fetch(`${address}none`);
  expect(headers.get('content-security-policy')).toBe(contentPolicyHeader);
});

test('a port is read, or refused in a sentence', () => {
  expect(readPort(undefined, 4173)).toBe(4173);
  expect(readPort('80', 4173)).toBe(80);
  for (const text of ['abc', '-1', '1.5', '70000', '0x10'])
    expect(() => readPort(text, 1)).toThrow(`from 1 to 65535, got “${text}”`);
});

test.runIf(existsSync('/proc/self/mem'))(
  'a file that cannot be read to its end ends its answer, not the server',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'crps-lab-'));
    await writeFile(join(folder, 'sound.txt'), 'sound');
    // It opens, and no reading of it succeeds.
    await symlink('/proc/self/mem', join(folder, 'torn.txt'));
    const own = await serve(41_830, true, folder);
    await fetch(`${own}torn.txt`).then(
      (response) => response.text(),
      () => 'cut off',
    );
    expect(await (await fetch(`${own}sound.txt`)).text()).toBe('sound');
    await rm(folder, { recursive: true });
  },
);

import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { contentPolicyHeader } from '../src/content-policy.js';
import { readPort, serve } from './serve.js';

const address = await serve(41_730, true);
const { port } = new URL(address);

/** Sends a request as it stands: `fetch` would mend it. @returns the whole answer */
function ask(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), 'localhost');
    let answer = '';
    socket.on('data', (data) => (answer += data));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  });
}

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
])('the server answers “GET %s”, sends nobody elsewhere, and goes on', async (path) => {
  const answer = await ask(path);
  expect(answer).toMatch(/^HTTP\/1\.1 \d{3} /);
  expect(answer).not.toMatch(/^location: (\/\/|\/\\|[a-z]+:)/im);
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

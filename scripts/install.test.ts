import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = new URL('./install.js', import.meta.url).href;
const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } };

let folder: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crps-lab-'));
  await mkdir(join(folder, 'node_modules'));
  await mkdir(join(folder, 'bin'));
  await write('package-lock.json', lock);
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const write = (name: string, content: object) =>
  writeFile(join(folder, name), JSON.stringify(content));

/** An npm of the test's own: writes down its number, then does what the script says. */
async function npmIs(then: string): Promise<void> {
  const npm = join(folder, 'bin/npm');
  await writeFile(npm, `#!/bin/sh\necho $$ >> npm-pids\n${then}\n`);
  await chmod(npm, 0o755);
}

/** A set-up in a process of its own; says `true` or `false`, or npm's status. */
function setUp(code: string): { child: ChildProcess; said: Promise<string> } {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', `import * as install from '${script}'; console.log(${code});`],
    {
      cwd: folder,
      env: { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` },
    },
  );
  started.push(child);
  let text = '';
  child.stdout?.on('data', (data) => (text += data));
  return {
    child,
    said: new Promise((resolve) => child.on('close', () => resolve(text.trim()))),
  };
}

async function npms(): Promise<number[]> {
  const pids = await readFile(join(folder, 'npm-pids'), 'utf8').catch(() => '');
  return pids.trim().split('\n').filter(Boolean).map(Number);
}

/** One that has ended, and that nobody has asked about yet, is no longer there. */
async function isThere(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat !== null && !/\) Z /.test(stat);
}

test('what is installed is held to the lock file by content, whatever its date', async () => {
  const isInstalled = () => setUp('install.isInstalled()').said;
  expect(await isInstalled()).toBe('false');
  await write('node_modules/.package-lock.json', {
    packages: { 'node_modules/a': { version: '1.0.0' } },
  });
  await utimes(join(folder, 'node_modules/.package-lock.json'), 0, 0);
  expect(await isInstalled()).toBe('true');
  await write('node_modules/.package-lock.json', {
    packages: { 'node_modules/a': { version: '2.0.0' } },
  });
  expect(await isInstalled()).toBe('false');
});

test.runIf(process.platform === 'linux')(
  'npm ends with a set-up that is killed, and the next set-up installs',
  async () => {
    await npmIs('sleep 1000');
    const { child } = setUp('await install.ensureInstalled()');
    await expect.poll(async () => (await npms()).length).toBe(1);
    child.kill('SIGKILL');
    const [orphan] = await npms();
    await expect.poll(() => isThere(orphan)).toBe(false);
    await npmIs('exit 0');
    expect(await setUp('await install.ensureInstalled()').said).toMatch(/Installing .*\n0$/s);
    expect(existsSync(join(folder, '.installing'))).toBe(false);
  },
);

test.runIf(process.platform === 'linux')(
  'two set-ups install one after the other, and the second finds it done',
  async () => {
    const installed = JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } });
    await npmIs(
      `until [ -e go ]; do sleep 0.1; done; echo '${installed}' > node_modules/.package-lock.json`,
    );
    const first = setUp('await install.ensureInstalled()');
    await expect.poll(async () => (await npms()).length).toBe(1);
    const second = setUp('await install.ensureInstalled()');
    await writeFile(join(folder, 'go'), '');
    expect(await first.said).toMatch(/0$/);
    expect(await second.said).toMatch(/0$/);
    expect(await npms()).toHaveLength(1);
  },
);

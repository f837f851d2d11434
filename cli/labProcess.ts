/** For tests: the command as a person starts it, a process of its own in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../scripts/lab.js', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LabFolder {
  readonly path: string;
  write(name: string, content: unknown): Promise<void>;
  read(name: string): Promise<string>;
  files(): Promise<string[]>;
  /** @param onStderr is told what has been written to standard error so far, and may signal the process */
  lab(
    args: readonly string[],
    onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
  ): Promise<Ended>;
  remove(): Promise<void>;
}

export async function labFolder(): Promise<LabFolder> {
  const path = await mkdtemp(join(tmpdir(), 'crps-lab-'));
  return {
    path,
    write: (name, content) =>
      writeFile(join(path, name), typeof content === 'string' ? content : JSON.stringify(content)),
    read: (name) => readFile(join(path, name), 'utf8'),
    files: async () => (await readdir(path)).sort(),
    lab: (args, onStderr) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [script, ...args], { cwd: path });
        let stdout = '';
        let stderr = '';
        child.stdin.end();
        child.stdout.on('data', (data) => (stdout += data));
        child.stderr.on('data', (data) => {
          stderr += data;
          onStderr?.(stderr, (signal) => child.kill(signal));
        });
        child.on('error', reject);
        child.on('close', (status) => resolve({ status, stdout, stderr }));
      }),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

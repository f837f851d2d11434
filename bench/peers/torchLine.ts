/** The pipe to the peer in PyTorch (torch_stacked.py): a process of Python's, where one with torch is at hand. */
import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { AskTorch } from './torchPeer.ts';

const script = fileURLToPath(new URL('./torch_stacked.py', import.meta.url));
/** The first one on the path may be another than the system's. */
const interpreters = ['python3', 'python', '/usr/bin/python3'];

type Python = ChildProcessByStdio<Writable, Readable, null>;

function withTorch(): string | undefined {
  return interpreters.find((python) => {
    try {
      execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

export class TorchLine {
  #python: Python | null = null;
  #answers: AsyncIterator<string> | null = null;

  /** One request at a time. @returns the answer, or null where no Python has torch */
  readonly ask: AskTorch = async (request) => {
    if (!this.#python) {
      const python = withTorch();
      if (!python) return null;
      this.#python = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
      this.#answers = createInterface(this.#python.stdout)[Symbol.asyncIterator]();
    }
    this.#python.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.#answers?.next();
    if (!answer || answer.done) throw new Error('The peer in PyTorch ended before it answered.');
    return JSON.parse(answer.value);
  };

  close(): void {
    this.#python?.stdin.end();
    this.#python = null;
  }
}

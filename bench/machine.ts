import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly node: string;
}

/** The distribution's own name where there is one. */
async function systemName(): Promise<string> {
  const kernel = `${type()} ${release()}`;
  try {
    const text = await readFile('/etc/os-release', 'utf8');
    const name = /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(text)?.[1];
    return name ? `${name}, ${kernel}` : kernel;
  } catch {
    return kernel;
  }
}

export async function thisMachine(): Promise<Machine> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: await systemName(),
    node: `Node ${process.versions.node}`,
  };
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labFolder } from '../cli/labProcess.ts';

/** The digest of the default study's scores as the command line trains it: once for each build, for every browser. */
export async function digestOnNode(): Promise<string> {
  const { version } = JSON.parse(await readFile('build/_app/version.json', 'utf8'));
  const kept = join('.svelte-kit', 'node-digests', version);
  return readFile(kept, 'utf8').catch(async () => {
    const digest = await train();
    await mkdir(join(kept, '..'), { recursive: true });
    await writeFile(kept, digest);
    return digest;
  });
}

async function train(): Promise<string> {
  const folder = await labFolder();
  try {
    await folder.write('study.json', { version: 1 });
    const { status, stderr } = await folder.lab(['study.json', '--out', 'result.json']);
    if (status !== 0) throw new Error(stderr);
    return (JSON.parse(await folder.read('result.json')) as { digest: string }).digest;
  } finally {
    await folder.remove();
  }
}

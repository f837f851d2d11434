import { labFolder } from '../cli/labProcess.ts';

/** The digest of the default study's scores, trained here and now by the command line. */
export async function digestOnNode(): Promise<string> {
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

import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import type { FileOpening } from '#lib/lab/file-opening.svelte.ts';

/** Files that are dropped on another page are opened in the lab. */
export async function takeInTheLab(take: (opening: FileOpening) => unknown): Promise<void> {
  const { theOpening } = await import('./the-lab.svelte.ts');
  await goto(resolve('/'));
  await take(theOpening());
}

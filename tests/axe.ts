import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: unknown }[];
}

/** A theme changes colours and nothing else: in the dark, only what depends on them is looked at again. */
const LOOKS = [
  { colorScheme: 'light', options: { resultTypes: ['violations'] } },
  { colorScheme: 'dark', options: { resultTypes: ['violations'], runOnly: ['color-contrast'] } },
] as const;

/** What axe calls serious or critical in the light or in the dark, as `theme: rule: element`. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe);
  for (const { colorScheme, options } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(atRest);
    const violations = (await page.evaluate(
      `axe.run(document, ${JSON.stringify(options)}).then((results) => results.violations)`,
    )) as Violation[];
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        for (const { target } of nodes) faults.push(`${colorScheme}: ${id}: ${String(target)}`);
  }
  return faults;
}

/** Resolves once no colour is on its way to another; in the page. */
async function atRest(): Promise<void> {
  const ending = document
    .getAnimations()
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
  await Promise.allSettled(ending.map(({ finished }) => finished));
}

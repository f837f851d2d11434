/** What a user does on the lab page, in the words that a screen reader hears. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { pauseAtFirst } from './pause-at-first.ts';

/** Small enough for software GL and two cores, large enough to train. */
export const smallStudy = {
  version: 1,
  title: 'Small',
  data: { source: { kind: 'builtin', id: 'surgery', rows: 400, seed: 1 } },
  base: { components: 2, hidden: [16], epochs: 3 },
  variants: [{ name: 'NLL' }, { name: 'CRPS', loss: 'crps' }],
  replicates: 4,
};

/** To be caught in the middle by `pauseAtFirst`: so many epochs that each replicate is a stack of its own. */
export const longStudy = {
  ...smallStudy,
  title: 'Long',
  data: { source: { kind: 'builtin', id: 'surgery', rows: 1000, seed: 1 } },
  base: { components: 3, hidden: [64, 64], epochs: 150 },
  replicates: 12,
};

/** Longer than any machine and any test take: for what is stopped. */
export const endlessStudy = {
  ...longStudy,
  base: { ...longStudy.base, epochs: 250 },
  variants: Array.from({ length: 8 }, (_, i) => ({ name: `Again ${i + 1}` })),
  replicates: 256,
};

/** The engine that an earlier visit chose. */
export async function chooseEngine(page: Page, engine: string): Promise<void> {
  await page.addInitScript(
    (text) => localStorage.setItem('crps-lab:compute', text),
    JSON.stringify({ engine }),
  );
}

export class LabPage {
  constructor(readonly page: Page) {}

  /** Opens the lab, with a study kept from an earlier visit where one is given. */
  async open(study?: object): Promise<void> {
    if (study) {
      await this.page.addInitScript((text) => {
        if (!sessionStorage.getItem('seeded')) localStorage.setItem('crps-lab:study', text);
        sessionStorage.setItem('seeded', 'yes');
      }, JSON.stringify(study));
    }
    await this.page.goto('./');
    await expect(this.button('Run')).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async run(): Promise<void> {
    await this.button('Run').click();
  }

  /** Runs the study and pauses it at its first result, so that no test need be faster than its training. */
  async runAndPause(): Promise<void> {
    await this.page.evaluate(pauseAtFirst);
    await this.run();
    await expect(this.page.locator('footer').getByText('Paused', { exact: true })).toBeVisible();
  }

  /** The line at the foot: `12 of 64 replicates finished`. */
  count(): Locator {
    return this.page
      .locator('footer')
      .getByText(/\d+ of \d+ replicates finished/)
      .first();
  }

  async finishedCount(): Promise<number> {
    return Number(/^(\d+) of/.exec((await this.count().textContent()) ?? '')?.[1] ?? 0);
  }

  async atLeast(replicates: number): Promise<void> {
    await expect.poll(() => this.finishedCount()).toBeGreaterThanOrEqual(replicates);
  }

  /** What a screen reader hears of the run. */
  announcement(): Locator {
    return this.page
      .getByRole('status')
      .filter({ hasText: /replicates|Training|Preparing|Starting/ });
  }

  async finished(total: number): Promise<void> {
    const said = new RegExp(`Finished: ${total} of ${total} replicates finished`);
    await expect(this.announcement()).toHaveText(said);
  }

  /** Of the scores of the run that is shown, as its file says it. */
  async digest(): Promise<string> {
    await this.button('Export').click();
    const saving = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Result: JSON' }).click();
    const { digest } = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toBeHidden();
    return digest;
  }

  async usePreset(question: string): Promise<void> {
    await this.button('Presets').click();
    await this.page
      .getByRole('menuitem', { name: new RegExp(question.replace('?', '\\?')) })
      .click();
  }

  /** The table under the plots: a row a variant, cells by column heading. */
  async variantRows(): Promise<Record<string, string>[]> {
    const table = this.page.getByRole('table', { name: /by variant$/ });
    return table.evaluate((element) => {
      const headings = [...element.querySelectorAll('thead th')].map(
        (cell) => cell.textContent?.trim() ?? '',
      );
      return [...element.querySelectorAll('tbody tr')].map((row) =>
        Object.fromEntries(
          [...row.children].map((cell, i) => [headings[i], cell.textContent?.trim() ?? '']),
        ),
      );
    });
  }
}

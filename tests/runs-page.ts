/** What a user does on the page of kept runs, in the words that a screen reader hears. */
import { expect, type Locator, type Page } from '@playwright/test';
import { LabPage } from './lab-page.ts';

export class RunsPage {
  constructor(readonly page: Page) {}

  /** Runs a study to its end, as one that was configured before. */
  async finish(study: {
    readonly replicates: number;
    readonly variants: readonly unknown[];
    readonly [field: string]: unknown;
  }): Promise<void> {
    const lab = new LabPage(this.page);
    await this.configure(study);
    const before = await this.page.evaluate(finishedRuns);
    await lab.run();
    await lab.finished(study.replicates * study.variants.length);
    // What comes next may be another page, whose coming ends what is still being written.
    await expect.poll(() => this.page.evaluate(finishedRuns)).toBe(before + 1);
  }

  async configure(study: object): Promise<void> {
    await this.page.goto('./');
    await this.page.evaluate(
      (text) => localStorage.setItem('crps-lab:study', text),
      JSON.stringify(study),
    );
    await this.page.reload();
    await expect(new LabPage(this.page).button('Run')).toBeVisible();
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Runs', exact: true }).click();
    await expect(this.page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible();
  }

  rows(): Locator {
    return this.page.getByRole('list', { name: 'Kept runs' }).locator('> li');
  }

  row(title: string): Locator {
    return this.rows().filter({
      has: this.page.getByRole('heading', { name: title, exact: true }),
    });
  }

  async titles(): Promise<string[]> {
    return this.rows().getByRole('heading').allTextContents();
  }

  async compare(...titles: string[]): Promise<void> {
    for (const title of titles) await this.row(title).getByRole('checkbox').click();
    await this.page.getByRole('button', { name: 'Compare', exact: true }).click();
  }

  differences(): Locator {
    return this.page.getByRole('list', { name: /^Differences to/ }).getByRole('listitem');
  }
}

/** Runs that the browser keeps as finished; in the page. */
async function finishedRuns(): Promise<number> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'crps-lab')) return 0;
  const database = await done(indexedDB.open('crps-lab'));
  const runs: unknown[] = await done(database.transaction('runs').objectStore('runs').getAll());
  database.close();
  return runs.filter((run) => (run as { status?: unknown }).status === 'finished').length;
}

/** Parts of the app that cannot be fetched, and workers that pages leave behind. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { LabPage, smallStudy } from './lab-page.ts';
import { RunsPage } from './runs-page.ts';

const PARTS = '**/_app/immutable/**';

async function hinder(page: Page): Promise<void> {
  await page.route(PARTS, (route) => route.abort());
}

test('a page that cannot be fetched is said, what was shown stays, and Try again goes there', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  await lab.run();
  await lab.finished(8);
  const rows = await lab.variantRows();
  await hinder(page);
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'could not be fetched' });
  await expect(alert).toContainText('this one stays');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Small');
  expect(await lab.variantRows()).toEqual(rows);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeVisible();
  await page.unroute(PARTS);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await expect(alert).toBeHidden();
});

test('a page whose parts do not come says so, and has them once they do', async ({ page }) => {
  const shell = await readFile('build/index.html', 'utf8');
  // What the page names itself comes; what that asks for does not.
  await page.route(PARTS, (route) =>
    shell.includes(basename(new URL(route.request().url()).pathname))
      ? route.continue()
      : route.abort(),
  );
  await page.goto('./');
  const alert = page.getByRole('alert').filter({ hasText: 'The lab could not be fetched' });
  await expect(alert).toBeVisible();
  await page.unroute(PARTS);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(new LabPage(page).button('Run')).toBeVisible();
});

test('twenty visits to a link, each run again, leave no worker behind', async ({ page }) => {
  const lab = new LabPage(page);
  const runs = new RunsPage(page);
  await lab.open({ ...smallStudy, base: { hidden: [4], epochs: 1 }, replicates: 1 });
  await lab.run();
  await lab.finished(2);
  await lab.button('Share').click();
  await expect(page.getByText(/\d characters\./)).toBeVisible();
  const link = await page.getByLabel('The link', { exact: true }).inputValue();
  await page.goto(link);
  await page.getByRole('button', { name: 'Save to Runs' }).click();
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  const saved = page.getByRole('listitem').filter({ hasText: 'saved from a link' });
  await saved.getByRole('link', { name: 'Open' }).click();
  for (let visit = 0; visit < 20; visit++) {
    await page.getByRole('button', { name: /^Run it again/ }).click();
    await expect(page.getByRole('status', { name: 'Agreement' })).toContainText('Identical');
    await page.goBack();
    await expect(runs.rows().first()).toBeVisible();
    if (visit < 19) await page.goForward();
  }
  await expect.poll(() => page.workers().map((worker) => worker.url())).toEqual([]);
});

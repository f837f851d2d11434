import { expect, test, type Page } from '@playwright/test';
import { endlessStudy, LabPage, longStudy, smallStudy } from './lab-page.ts';
import { RunsPage } from './runs-page.ts';

const other = {
  ...smallStudy,
  title: 'Wider',
  base: { ...smallStudy.base, hidden: [32] },
  variants: [{ name: 'Wide' }],
};

/** Writes runs as a page would have kept them. @param like number of a kept run: what is not given is its */
async function addRuns(
  page: Page,
  records: readonly { study: object; status?: string; begun?: number }[],
  like?: number,
): Promise<void> {
  await page.evaluate(
    async ([records, like]) => {
      const opening = indexedDB.open('crps-lab');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const transaction = opening.result.transaction('runs', 'readwrite');
      const store = transaction.objectStore('runs');
      const model: IDBRequest<{ study: object } | undefined> = store.get(like ?? 0);
      model.onsuccess = () => {
        for (const record of records) {
          const study = { ...model.result?.study, ...record.study };
          store.add({ ...model.result, ...record, study });
        }
      };
      await new Promise((resolve) => (transaction.oncomplete = resolve));
    },
    [records, like] as const,
  );
}

test('without a run the page says what will be here, and leads to the lab', async ({ page }) => {
  const runs = new RunsPage(page);
  await page.goto('./');
  await runs.open();
  await expect(page.getByText(/Every study that you run is kept here/)).toBeVisible();
  await page.getByRole('link', { name: 'Run a first study' }).click();
  await expect(new LabPage(page).button('Run')).toBeVisible();
});

test('finished studies are kept with their scores, found, renamed, deleted and brought back', async ({
  page,
}) => {
  const runs = new RunsPage(page);
  await runs.finish(smallStudy);
  const [first] = await new LabPage(page).variantRows();
  await runs.finish(other);
  await runs.open();
  await expect.poll(() => runs.titles()).toEqual(['Wider', 'Small']);
  const small = runs.row('Small');
  await expect(small).toContainText('Finished, 8 replicates');
  await expect(small).toContainText('Surgery durations, 400 rows');
  // The very figures that the lab had shown.
  const mean = Number(first?.['Mean (min)']);
  const line = small.getByRole('listitem').first();
  await expect(line).toContainText(' min');
  expect(Number(/([\d.]+) min/.exec((await line.textContent()) ?? '')?.[1])).toBe(mean);
  await expect(line).toContainText(/\d – .*n = 4/);

  await page.getByLabel('Search the runs').fill('wid');
  await expect.poll(() => runs.titles()).toEqual(['Wider']);
  await page.getByLabel('Search the runs').fill('zebra');
  await expect(page.getByText(/No run holds “zebra”/)).toBeVisible();
  await page.getByRole('button', { name: 'Show all runs' }).click();

  await small.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('Title of the run').fill('For the seminar');
  await page.keyboard.press('Enter');
  await expect.poll(() => runs.titles()).toEqual(['Wider', 'For the seminar']);
  await runs.row('Wider').getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('Title of the run').fill('Never mind');
  await page.keyboard.press('Escape');
  await expect.poll(() => runs.titles()).toEqual(['Wider', 'For the seminar']);

  await runs.row('For the seminar').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => runs.titles()).toEqual(['Wider']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => runs.titles()).toEqual(['Wider', 'For the seminar']);
  await runs.row('For the seminar').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted “For the seminar”.')).toBeVisible();
  await page.reload();
  await expect.poll(() => runs.titles()).toEqual(['Wider']);
});

test('runs are set side by side: paired where they may be, settings that differ, any of them as the reference', async ({
  page,
}) => {
  const runs = new RunsPage(page);
  await runs.finish(smallStudy);
  await runs.finish(other);
  await runs.finish({ ...other, title: 'Another seed', seed: 2 });
  await runs.open();
  await runs.compare('Small', 'Wider', 'Another seed');
  await expect(page).toHaveURL(/runs\/#compare=1,2,3$/);
  await expect(page.getByRole('heading', { name: '3 runs side by side' })).toBeVisible();
  await expect(page.getByRole('figure')).toContainText('Test CRPS (min)');

  const differences = runs.differences();
  await expect(differences).toHaveCount(3);
  await expect(differences.nth(0)).toContainText(/CRPS \(Small\).*paired by replicate, 4 pairs/);
  await expect(differences.nth(1)).toContainText(/Wide \(Wider\).*paired by replicate, 4 pairs/);
  await expect(differences.nth(1)).toContainText(/same seed and split/);
  await expect(differences.nth(2)).toContainText(/Welch, 4 and 4 replicates/);
  await expect(differences.nth(2)).toContainText(/seeds 1 and 2 differ/);

  const headings = page.getByRole('columnheader');
  const named = async () => (await headings.allTextContents()).map((text) => text.trim());
  expect(await named()).toEqual(
    expect.arrayContaining(['Hidden layers', 'Loss', 'Seed', 'Mean (min)']),
  );
  expect(await named()).not.toContain('Activation');
  await page.getByRole('checkbox', { name: 'Show all settings' }).click();
  expect(await named()).toContain('Activation');

  await page.getByRole('combobox', { name: /^Differences to/ }).click();
  await page.getByRole('option', { name: 'Wide (Wider)' }).click();
  await expect(page).toHaveURL(/reference=2\.1/);
  await expect(page.getByRole('list', { name: 'Differences to Wide (Wider)' })).toBeVisible();
  await page.getByRole('button', { name: 'Leave out CRPS (Small)' }).click();
  await expect(differences).toHaveCount(2);

  // The address alone brings it back.
  await page.reload();
  await expect(differences).toHaveCount(2);
  await expect(page.getByRole('list', { name: 'Differences to Wide (Wider)' })).toBeVisible();
  await page.getByRole('link', { name: 'All runs' }).click();
  await expect(runs.rows()).toHaveCount(3);
});

test('scores of different data are not compared: it is said why, and what can be', async ({
  page,
}) => {
  const runs = new RunsPage(page);
  await runs.finish(smallStudy);
  await runs.finish({
    ...other,
    title: 'Wages',
    data: { source: { kind: 'builtin', id: 'wages' } },
  });
  await runs.open();
  await runs.compare('Small', 'Wages');
  await expect(page.getByRole('alert')).toContainText('These scores cannot be compared');
  await expect(page.getByRole('alert')).toContainText(/The unit differs: min · USD\/h/);
  await expect(page.getByRole('figure')).toHaveCount(0);
  await expect(page.getByText('alone, with one variant')).toBeVisible();
  await page.getByRole('button', { name: 'Compare its variants' }).click();
  await expect(page).toHaveURL(/#compare=1$/);
  await expect(runs.differences()).toHaveCount(1);
});

test('an interrupted study goes on in its place after a reload, and the draft before is one step back', async ({
  page,
}) => {
  const runs = new RunsPage(page);
  const lab = new LabPage(page);
  await runs.configure(longStudy);
  await lab.runAndPause();
  // Seen from another page, it has been written.
  const looking = new RunsPage(await page.context().newPage());
  await looking.page.goto('./runs/');
  await expect(looking.row('Long')).toContainText(/Running, [1-9]\d* of 24/);
  await looking.page.close();
  await runs.configure(other);
  await runs.open();
  const row = runs.row('Long');
  await expect(row).toContainText(/Interrupted at \d+ of 24 replicates/);
  const kept = Number(/Interrupted at (\d+)/.exec((await row.textContent()) ?? '')?.[1]);
  expect(kept).toBeGreaterThanOrEqual(1);
  // Where tabs cannot tell each other what they train, it is not called interrupted without a word.
  await expect(page.getByText(/may be going on in another tab/)).toBeHidden();
  const plain = await page.context().newPage();
  await plain.addInitScript('delete Navigator.prototype.locks');
  await plain.goto('./runs/');
  await expect(plain.getByText(/may be going on in another tab/)).toBeVisible();
  await plain.close();
  await row.getByRole('link', { name: 'Resume' }).click();
  await expect(lab.button('Stop')).toBeVisible();
  await lab.atLeast(kept);
  await expect(page).not.toHaveURL(/resume/);
  await expect(page.getByText('Opened “Long” from Runs.')).toBeVisible();
  await lab.finished(24);
  await lab.button('Undo').click();
  await expect(page.getByText('The configuration has changed since this run.')).toBeVisible();
  await runs.open();
  await expect(row).toContainText('Finished, 24 replicates');
  await expect(runs.rows()).toHaveCount(1);
});

test('a run is opened again with its results, and goes on while other pages are looked at', async ({
  page,
}) => {
  const runs = new RunsPage(page);
  const lab = new LabPage(page);
  await runs.finish(smallStudy);
  const shown = await lab.variantRows();
  await runs.configure(longStudy);
  await lab.runAndPause();
  await runs.open();
  const row = runs.row('Long');
  await expect(row).toContainText(/Running, \d+ of 24/);
  await expect(row.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await page.getByRole('link', { name: 'Lab', exact: true }).click();
  await lab.button('Resume').click();
  await runs.open();
  await expect(row).toContainText('Finished, 24 replicates');
  await runs.row('Small').getByRole('link', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Small');
  await expect.poll(() => lab.variantRows()).toEqual(shown);
});

test('two tabs: one sees the other train, and deleting in one loses nothing of the other', async ({
  page,
  context,
}) => {
  const training = new LabPage(page);
  const runs = new RunsPage(page);
  await runs.finish(other);
  await runs.configure(longStudy);
  await training.runAndPause();
  const second = await context.newPage();
  await second.goto('./runs/');
  const looking = new RunsPage(second);
  const row = looking.row('Long');
  await expect(row).toContainText(/Running, \d+ of 24/);
  await looking.row('Wider').getByRole('button', { name: 'Delete' }).click();
  await expect(looking.rows()).toHaveCount(1);
  await second.getByRole('button', { name: 'Dismiss' }).click();
  await training.button('Resume').click();
  await training.finished(24);
  await expect(row).toContainText('Finished, 24 replicates');
  await runs.open();
  await expect.poll(() => runs.titles()).toEqual(['Long']);
  // A tab that dies while it trains is told from one that trains.
  await runs.configure({ ...endlessStudy, title: 'Dying' });
  await training.run();
  await training.atLeast(1);
  await expect(looking.row('Dying')).toContainText('Running');
  await page.close({ runBeforeUnload: false });
  await expect(looking.row('Dying')).toContainText('Interrupted');
});

test('a record that cannot be read is named, and hides no other', async ({ page }) => {
  const runs = new RunsPage(page);
  await runs.finish(other);
  await addRuns(page, [{ study: { version: 7 }, status: 'finished' }]);
  await runs.open();
  await expect(page.getByText('1 run could not be read.')).toBeVisible();
  await expect(page.getByText(/Run 2: study: version: expected version 1/)).toBeVisible();
  await expect.poll(() => runs.titles()).toEqual(['Wider']);
  await page.getByRole('button', { name: 'Delete what cannot be read' }).click();
  await expect(page.getByText('1 run could not be read.')).toBeHidden();
});

test('hundreds of runs are listed as they are scrolled to, and all of them are searched', async ({
  page,
}) => {
  const runs = new RunsPage(page);
  await runs.finish(smallStudy);
  const more = Array.from({ length: 99 }, (_, i) => ({
    study: { title: `Study ${i + 1}` },
    begun: 1.7e12 - i,
  }));
  await addRuns(page, more, 1);
  await runs.open();
  await expect(page.getByText('100 runs')).toBeVisible();
  expect(await runs.rows().count()).toBeLessThan(60);
  await page.getByLabel('Search the runs').fill('Study 99');
  await expect.poll(() => runs.titles()).toEqual(['Study 99']);
  await page.getByLabel('Search the runs').fill('');
  await expect(async () => {
    await page.mouse.wheel(0, 20_000);
    expect(await runs.rows().count()).toBe(100);
  }).toPass();
});

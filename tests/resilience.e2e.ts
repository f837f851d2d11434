import { expect, test } from '@playwright/test';
import { chooseEngine, endlessStudy, LabPage, smallStudy } from './lab-page.ts';
import { RunsPage } from './runs-page.ts';

test('a worker killed in the middle of a run is replaced, and nothing is lost', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(endlessStudy);
  await lab.run();
  await lab.atLeast(1);
  // The first: a later one may be the GPU's, whose end is no loss.
  const trainer = page.workers().find((worker) => worker.url().includes('train'));
  await trainer?.evaluate(() => self.close());
  await expect(page.getByText(/worker.*(again|replaced|restarted)/i).first()).toBeVisible();
  // Both train again: more has come than one of them alone had under way.
  await lab.atLeast((await lab.finishedCount()) + 4);
  await lab.button('Stop').click();
  const rows = await lab.variantRows();
  expect(rows.map((row) => row.Failed)).toEqual(rows.map(() => '0'));
});

test('where the workers’ script is gone, no replicate fails: the run is interrupted, says what to do, and goes on', async ({
  page,
}) => {
  const script = '**/train.worker-*.js';
  const gone = { status: 404, contentType: 'text/html', body: '<h1>Not found</h1>' };
  await page.route(script, (route) => route.fulfill(gone));
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  await lab.run();
  await expect(lab.announcement()).toHaveText(/^Interrupted: 0 of 8/);
  await expect(page.getByRole('alert')).toContainText(/could not be loaded.*run it again/);
  await page.unroute(script);
  await lab.run();
  await lab.finished(8);
  expect((await lab.variantRows()).map((row) => row.Failed)).toEqual(['0', '0']);
  const runs = new RunsPage(page);
  await runs.open();
  await expect(runs.rows()).toHaveCount(1);
});

test('while another tab blocks the browser’s storage nothing is kept, that is said, and then it is kept', async ({
  page,
  context,
}) => {
  // An older page, asleep: it holds its version and answers nothing.
  const asleep = await context.newPage();
  await asleep.goto('./favicon.svg');
  await asleep.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('crps-lab', 1);
        opening.onupgradeneeded = () => {
          const { result: database } = opening;
          database.createObjectStore('tables', { keyPath: 'digest' });
          database.createObjectStore('runs', { autoIncrement: true });
          for (const name of ['replicates', 'predictions']) database.createObjectStore(name);
        };
        opening.onsuccess = () => resolve(Object.assign(globalThis, { held: opening.result }) && 1);
      }),
  );
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  await lab.run();
  await lab.finished(8);
  await expect(lab.count()).toContainText('8 not kept yet');
  await expect(page.getByRole('alert')).toContainText('Another tab has an older version');
  const runs = new RunsPage(page);
  await runs.open();
  await expect(page.getByRole('alert')).toContainText(/Another tab|does not open its storage/);
  await asleep.close();
  await expect(runs.row('Small')).toContainText('Finished, 8 replicates');
  await expect(page.getByRole('alert')).toBeHidden();
  await page.getByRole('link', { name: 'Lab', exact: true }).click();
  await expect(lab.count()).toHaveText('8 of 8 replicates finished');
});

test('a learning rate of a million is reported as diverged, and the other variant is scored', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open({
    ...smallStudy,
    base: { ...smallStudy.base, clipNorm: null },
    variants: [{ name: 'Calm' }, { name: 'Wild', learningRate: 1e6 }],
  });
  await lab.run();
  await expect(lab.announcement()).toHaveText(/Finished/);
  const rows = await lab.variantRows();
  expect(rows.map((row) => [row.Variant, row.n, row.Failed])).toEqual([
    ['Calm', '4/4', '0'],
    ['Wild', '0/4', '4'],
  ]);
});

test('without WebGL the run falls back to wasm and says so', async ({ page }) => {
  await chooseEngine(page, 'webgl');
  await page.route('**/train.worker-*.js', async (route) => {
    const response = await route.fetch();
    const hide = 'delete self.OffscreenCanvas;\n';
    await route.fulfill({ response, body: hide + (await response.text()) });
  });
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  await lab.run();
  await lab.finished(8);
  await expect(
    page.getByText(/webgl engine cannot run here.*wasm engine runs instead/).first(),
  ).toBeVisible();
});

import { expect, test } from '@playwright/test';
import { chooseEngine, endlessStudy, LabPage, smallStudy } from './lab-page.ts';

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

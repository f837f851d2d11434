import { expect, test } from '@playwright/test';
import { endlessStudy, LabPage, longStudy, smallStudy } from './lab-page.ts';
import { digestOnNode } from './node-digest.ts';

test('a first visit runs the default study: 2 variants × 32 replicates, with intervals, a difference and the digest of Node', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const lab = new LabPage(page);
  await lab.open();
  await lab.run();
  await lab.finished(64);

  const rows = await lab.variantRows();
  expect(rows.map((row) => row.Variant)).toEqual(['1 density', '10 densities']);
  for (const row of rows) {
    expect(row.n).toBe('32/32');
    expect(row.Failed).toBe('0');
    const [lower, upper] = row['95 % interval'].split('–').map(Number);
    const mean = Number(row['Mean (min)']);
    expect(mean).toBeGreaterThan(lower);
    expect(mean).toBeLessThan(upper);
  }
  await expect(page.getByText(/paired by replicate, n = 32/)).toBeVisible();
  // What stands side by side subtracts, but for the rounding of each; the expected excess has a name of its own.
  const caption = await page
    .getByText(/The oracle, .* on the same rows\./)
    .first()
    .textContent();
  const oracle = Number(/scores ([\d.]+) min on the same rows/.exec(caption ?? '')?.[1]);
  for (const row of rows) {
    expect(Number(row['Mean (min)']) - oracle).toBeCloseTo(Number(row['Above oracle']), 1);
    expect(Number(row['Expected above oracle'])).toBeGreaterThan(0);
  }
  expect(await lab.digest()).toBe(await digestOnNode());
  expect(errors).toEqual([]);
});

for (const question of [
  'One density or ten?',
  'Shared or separate streams?',
  'NLL or CRPS as the loss?',
  'Does dropout help?',
]) {
  test(`the preset “${question}” starts from one click and scores replicates`, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(smallStudy);
    await lab.usePreset(question);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(question);
    await lab.run();
    await lab.atLeast(1);
    await lab.button('Stop').click();
    await expect(lab.button('Run')).toBeVisible();
  });
}

test('pause holds the run, resume goes on, stop keeps what was finished', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(endlessStudy);
  await lab.run();
  await lab.atLeast(1);
  await lab.button('Pause').click();
  await expect(page.locator('footer').getByText('Paused', { exact: true })).toBeVisible();
  // What was in flight may still report; then nothing moves.
  let held = -1;
  await expect(async () => {
    held = await lab.finishedCount();
    await page.waitForTimeout(2000);
    expect(await lab.finishedCount()).toBe(held);
  }).toPass();
  await lab.button('Resume').click();
  await expect(lab.button('Pause')).toBeVisible();
  await lab.button('Stop').click();
  await expect(lab.button('Run')).toBeVisible();
  const kept = await lab.finishedCount();
  expect(kept).toBeGreaterThanOrEqual(held);
  const rows = await lab.variantRows();
  const scored = rows.reduce((sum, row) => sum + Number(row.n.split('/')[0]), 0);
  expect(scored).toBe(kept);
});

test('a study that was stopped goes on where it was, also after a reload', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(longStudy);
  await lab.runAndPause();
  await lab.button('Stop').click();
  await expect(lab.button('Continue')).toBeVisible();
  const kept = await lab.finishedCount();
  await page.reload();
  await expect(lab.button('Continue')).toBeVisible();
  expect(await lab.finishedCount()).toBe(kept);
  await lab.button('Continue').click();
  await lab.finished(24);
});

test('the same study scores the same again, on one worker and on two', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  const scores: string[] = [];
  for (const workers of ['1', '2']) {
    const compute = page.getByRole('region', { name: 'Compute' });
    const group = compute.getByRole('button', { name: /^Compute/ });
    if ((await group.getAttribute('aria-expanded')) !== 'true') await group.click();
    await compute.getByLabel('Workers', { exact: true }).fill(workers);
    await lab.run();
    await lab.finished(8);
    const rows = await lab.variantRows();
    scores.push(
      JSON.stringify(rows.map((row) => [row['Mean (min)'], row.SD, row.Best, row['Log score']])),
    );
  }
  expect(scores[1]).toBe(scores[0]);
});

test('edits survive a reload', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const group = page.getByRole('region', { name: 'Replicates' });
  await group.getByRole('button', { name: /Replicates/ }).click();
  await group.getByRole('textbox', { name: 'Replicates', exact: true }).fill('7');
  await group.getByLabel('Seed', { exact: true }).fill('42');
  await group.getByLabel('Seed', { exact: true }).press('Tab');
  await page.reload();
  await expect(page.getByRole('region', { name: 'Replicates' })).toContainText(
    '7 per variant, seed 42',
  );
});

test('a study with an error says why next to the field, cannot start, and can once it is mended', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  const group = page.getByRole('region', { name: 'Replicates' });
  await group.getByRole('button', { name: /Replicates/ }).click();
  const field = group.getByRole('textbox', { name: 'Replicates', exact: true });
  await field.fill('0');
  await expect(group.getByText(/from 1 to 256/)).toBeVisible();
  await expect(lab.button('Run')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Control+Enter');
  await expect(lab.button('Pause')).toBeHidden();
  await field.fill('2');
  await lab.run();
  await lab.finished(4);
});

test('a removed variant comes back with undo', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  const variants = page.getByRole('region', { name: 'Variants' });
  // Open from the start on a wide screen; its content comes a frame later.
  const group = variants.getByRole('button', { name: /^Variants/ });
  if ((await group.getAttribute('aria-expanded')) !== 'true') await group.click();
  await lab.button('Edit CRPS').click();
  await variants.getByRole('button', { name: 'Remove' }).click();
  await expect(variants.getByRole('listitem')).toHaveCount(1);
  await lab.button('Undo').click();
  await expect(variants.getByRole('listitem')).toHaveCount(2);
});

test('every chart has its numbers as a table and as a picture', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  await lab.run();
  await lab.finished(8);
  const figures = page.getByRole('figure');
  await expect(figures).toHaveCount(3);
  for (const figure of await figures.all()) {
    const saved = page.waitForEvent('download');
    await figure.getByRole('button', { name: /Download PNG/ }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.png$/);
    await figure.getByRole('button', { name: /Data table/ }).click();
    expect(await figure.getByRole('row').count()).toBeGreaterThan(2);
  }
});

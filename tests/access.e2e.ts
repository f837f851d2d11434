import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { seriousFaults } from './axe.ts';
import { endlessStudy, LabPage, smallStudy } from './lab-page.ts';
import { RunsPage } from './runs-page.ts';

for (const [device, viewport] of [
  ['a phone', { width: 360, height: 740 }],
  ['a projector', { width: 1920, height: 1080 }],
] as const) {
  test(`axe finds nothing serious on ${device}, before and after a run`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const lab = new LabPage(page);
    await lab.open(smallStudy);
    expect(await seriousFaults(page)).toEqual([]);
    await lab.run();
    await lab.finished(8);
    expect(await seriousFaults(page)).toEqual([]);
    const beyond = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth - innerWidth,
      height: document.documentElement.scrollHeight - innerHeight,
    }));
    expect(beyond.width).toBeLessThanOrEqual(0);
    // On a wide screen the columns scroll, not the page.
    if (device === 'a projector') expect(beyond.height).toBeLessThanOrEqual(0);
  });
}

for (const [device, viewport] of [
  ['a phone', { width: 360, height: 740 }],
  ['a projector', { width: 1920, height: 1080 }],
] as const) {
  test(`axe finds nothing serious on ${device}, where a result is shared and opened`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    const lab = new LabPage(page);
    await lab.open(smallStudy);
    await lab.run();
    await lab.finished(8);
    await lab.button('Share').click();
    await expect(page.getByText(/\d characters\./)).toBeVisible();
    await lab.button('QR code').click();
    await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    const link = await page.getByLabel('The link', { exact: true }).inputValue();

    await page.goto(link);
    await expect(page.getByRole('table', { name: /by variant$/ })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await lab.button('Run it again here').click();
    await expect(page.getByRole('status', { name: 'Agreement' })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);

    await page.goto(`${link.slice(0, -30)}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link was cut short');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test(`axe finds nothing serious among the runs on ${device}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const runs = new RunsPage(page);
    const faults: string[] = [];
    const look = async () => {
      faults.push(...(await seriousFaults(page)));
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (beyond > 0) faults.push(`${beyond} px wider than the screen: ${page.url()}`);
    };
    await page.goto('./runs/');
    await expect(page.getByRole('link', { name: 'Run a first study' })).toBeVisible();
    await look();
    await runs.finish(smallStudy);
    await runs.finish({ ...smallStudy, title: 'Other', data: undefined, replicates: 2 });
    await runs.open();
    await runs.row('Other').getByRole('button', { name: 'Rename' }).click();
    await look();
    await page.keyboard.press('Escape');
    for (const box of await page.getByRole('checkbox').all()) await box.click();
    await look();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await look();
    await page.getByRole('button', { name: 'Compare its variants' }).first().click();
    await expect(runs.differences()).toHaveCount(1);
    await page.getByRole('checkbox', { name: 'Show all settings' }).click();
    await look();
    expect(faults).toEqual([]);
  });
}

test('axe finds nothing serious with every group open', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  for (const name of ['Data', 'Model', 'Training', 'Variants', 'Replicates', 'Compute']) {
    const toggle = page.getByRole('region', { name, exact: true }).getByRole('button').first();
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }
  await expect(page.getByLabel('Target', { exact: true })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
});

test('the keyboard alone opens a group, edits a field, runs, pauses and stops', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(endlessStudy);
  const toggle = page.getByRole('region', { name: 'Replicates' }).getByRole('button').first();
  for (let i = 0; i < 120 && !(await toggle.evaluate((e) => e === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await expect(toggle).toBeFocused();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Replicates', exact: true });
  for (let i = 0; i < 10 && !(await field.evaluate((e) => e === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('255');
  await page.keyboard.press('Control+Enter');
  await expect(lab.button('Stop')).toBeVisible();
  await expect(lab.count()).toContainText('of 2040');
  await page.keyboard.press('Escape');
  await expect(lab.button('Run')).toBeVisible();
  // In a field a question mark is text.
  await toggle.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('Ctrl+Enter runs also while the button of a menu has the focus', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  // Until the data is read there is nothing to run.
  await expect(lab.button('Run')).toHaveAttribute('aria-disabled', 'false');
  await lab.button('Presets').focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('menu')).toBeHidden();
  await lab.finished(8);
});

test('the page loads at most 150 KB of compressed JavaScript before Run, and no engine', async ({
  page,
}) => {
  const scripts = new Map<string, number>();
  page.on('response', async (response) => {
    const url = response.url();
    if (!url.endsWith('.js') || url.includes('/workers/')) return;
    scripts.set(url, gzipSync(await response.body()).length);
  });
  const lab = new LabPage(page);
  await lab.open();
  await page.waitForLoadState('networkidle');
  const total = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThanOrEqual(150 * 1024);
});

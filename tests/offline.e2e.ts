import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { chooseEngine, endlessStudy, LabPage, smallStudy } from './lab-page.ts';
import { nextVersion } from './next-version.ts';
import { StaticSite } from './static-site.ts';

test.use({ serviceWorkers: 'allow' });

let site: StaticSite;

test.beforeEach(async () => {
  site = await new StaticSite('build', '/some/where/').open();
});

test.afterEach(() => site.close());

/** The app at the plain host under a sub-path rather than at the server of the other tests. */
async function visit(page: Page): Promise<LabPage> {
  await page.goto(site.address);
  const lab = new LabPage(page);
  await expect(lab.button('Run')).toBeVisible();
  return lab;
}

/** What the status line says before any run. */
function promise(page: Page) {
  return page.locator('footer').getByText('Works offline.');
}

async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await site.close();
}

test('after one visit the lab opens without a network and runs a study', async ({ page }) => {
  await visit(page);
  await page.evaluate(
    (text) => localStorage.setItem('crps-lab:study', text),
    JSON.stringify(smallStudy),
  );
  await expect(promise(page)).toBeVisible();
  await goOffline(page);
  await page.reload();
  const lab = new LabPage(page);
  await expect(promise(page)).toBeVisible();
  await lab.run();
  await lab.finished(8);
  // Help is fetched when it is first asked for.
  await lab.button('Help').click();
  await expect(page.getByRole('dialog')).toContainText('It works offline');
});

test('what npm start serves is kept, too', async ({ page }) => {
  await page.goto('./');
  await expect(promise(page)).toBeVisible();
});

test('the other engines and the other built-in sets are there without a network', async ({
  page,
}) => {
  await chooseEngine(page, 'wasm');
  await page.addInitScript(
    (text) => localStorage.setItem('crps-lab:study', text),
    JSON.stringify({
      ...smallStudy,
      base: { ...smallStudy.base, family: 'normal' },
      data: { source: { kind: 'builtin', id: 'flights', rows: 500, seed: 1 } },
    }),
  );
  await visit(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await goOffline(page);
  await page.reload();
  const lab = new LabPage(page);
  await lab.run();
  await lab.finished(8);
  await expect(page.locator('footer')).toContainText('wasm');
});

test('every page opens without a network, by its link and by its address', async ({ page }) => {
  await visit(page);
  await expect(promise(page)).toBeVisible();
  const files = await readdir('build', { recursive: true });
  const pages = files.filter((file) => file.endsWith('/index.html'));
  expect(pages.length).toBeGreaterThan(0);
  await goOffline(page);
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  for (const link of (await links.all()).reverse()) {
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  for (const file of pages) {
    // Without its slash at the end, which a host would add.
    await page.goto(site.address + file.slice(0, -'/index.html'.length));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(new URL(page.url()).pathname).toMatch(/\/$/);
  }
});

test('a new version is offered, waits for the run, and is taken by a click only', async ({
  page,
  context,
}, { outputDir }) => {
  await page.addInitScript(
    (text) => localStorage.setItem('crps-lab:study', text),
    JSON.stringify(endlessStudy),
  );
  const lab = await visit(page);
  await expect(promise(page)).toBeVisible();
  const other = await context.newPage();
  await visit(other);
  for (const open of [page, other]) await open.evaluate(() => (document.title = 'Same page'));

  await lab.run();
  await lab.atLeast(1);
  site.folder = await nextVersion('build', join(outputDir, 'next'));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const offer = page.getByRole('status', { name: 'New version' });
  await expect(offer).toContainText('It waits until the run has ended');
  const update = offer.getByRole('button', { name: 'Update' });
  await expect(update).toBeDisabled();
  await other.getByRole('link', { name: 'Lecture', exact: true }).click();
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(other.getByText('A new version is ready.')).toHaveCount(0);
  await other.getByRole('link', { name: 'Lab', exact: true }).click();
  await expect(other.getByText('A new version is ready.')).toBeVisible();
  await other.evaluate(() => (document.title = 'Same page'));
  const before = await lab.finishedCount();
  await lab.atLeast(before + 1);
  await expect(page).toHaveTitle('Same page');

  await lab.button('Stop').click();
  await update.click();
  await expect(page).not.toHaveTitle('Same page');
  await expect(lab.button('Continue')).toBeVisible();
  const script = page.locator('link[rel=modulepreload]').first();
  await expect(script).toHaveAttribute('href', /_app\/next\//);
  await expect(offer).toBeEmpty();

  // The other page is the old one still, and finds its parts although no server has them any more.
  await expect(other).toHaveTitle('Same page');
  const otherLab = new LabPage(other);
  await otherLab.run();
  await otherLab.atLeast(1);
  await otherLab.button('Stop').click();
  await expect(otherLab.button('Run')).toBeVisible();
  const versions = () => page.evaluate(async () => (await caches.keys()).length);
  expect(await versions()).toBe(2);
  await other.close();
  // A page lets its version go a moment after it has closed; what is idle by then goes when the next one opens.
  await expect(async () => {
    await page.reload();
    await expect(lab.button('Continue')).toBeVisible();
    expect(await versions()).toBe(1);
  }).toPass();
});

test('the same build again is no new version', async ({ page }) => {
  await visit(page);
  await expect(promise(page)).toBeVisible();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.reload();
  await expect(promise(page)).toBeVisible();
  await expect(page.getByRole('status', { name: 'New version' })).toBeEmpty();
});

/** Lets `installFails` know what becomes of the service worker that the page registers. */
function watchInstall(): void {
  const { register } = ServiceWorkerContainer.prototype;
  ServiceWorkerContainer.prototype.register = async function (...asked) {
    const registration = await register.apply(this, asked);
    const worker = registration.installing;
    const tell = () => Object.assign(globalThis, { installed: worker?.state ?? 'gone' });
    worker?.addEventListener('statechange', tell);
    tell();
    return registration;
  };
}

/** The service worker has tried to keep the build, and has been given up. */
async function installFails(page: Page): Promise<void> {
  const state = () => page.evaluate(() => (globalThis as { installed?: string }).installed);
  await expect.poll(state).toMatch(/redundant|gone/);
}

/** The app works, and does not say that it would without a network. */
async function worksOnline(page: Page, until?: (page: Page) => Promise<void>): Promise<void> {
  await page.addInitScript(
    (text) => localStorage.setItem('crps-lab:study', text),
    JSON.stringify(smallStudy),
  );
  if (until) await page.addInitScript(watchInstall);
  const lab = await visit(page);
  await until?.(page);
  await expect(promise(page)).toBeHidden();
  await lab.run();
  await lab.finished(8);
  await lab.button('Help').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog')).not.toContainText('It works offline');
}

test('without service workers the lab works and promises nothing', async ({ page }) => {
  await page.addInitScript('delete Navigator.prototype.serviceWorker');
  await worksOnline(page);
});

test('with no room the lab works, promises nothing and leaves nothing half kept', async ({
  page,
  context,
}) => {
  const devtools = await context.newCDPSession(page);
  const quota = { origin: site.origin, quotaSize: 1_000_000 };
  await devtools.send('Storage.overrideQuotaForOrigin', quota);
  await worksOnline(page, installFails);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('a file that is not of this build is not kept: half a deployment promises nothing', async ({
  page,
}, { outputDir }) => {
  site.folder = await nextVersion('build', join(outputDir, 'half'));
  const icon = join(site.folder, 'favicon.svg');
  await writeFile(icon, `${await readFile(icon, 'utf8')}<!-- of another build -->`);
  await worksOnline(page, installFails);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

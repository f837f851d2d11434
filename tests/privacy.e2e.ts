import { readdir } from 'node:fs/promises';
import {
  expect,
  test as base,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { endlessStudy, LabPage, smallStudy } from './lab-page.ts';
import { OutsideWorld } from './outside-world.ts';
import { StaticSite } from './static-site.ts';

const FOREIGN = 'http://elsewhere.example/secret';

interface OpenOptions extends BrowserContextOptions {
  readonly study?: object;
}

interface Watched {
  readonly site: StaticSite;
  readonly world: OutsideWorld;
  /** A page of a fresh context, from which every way out leads to `world`. */
  readonly open: (options?: OpenOptions) => Promise<Page>;
}

const test = base.extend<{ watched: Watched }>({
  watched: async ({ browser }, use) => {
    const site = await new StaticSite('build', '/lab/').open();
    const world = await new OutsideWorld().open();
    await use({ site, world, open: (options) => openPage(browser, site, world, options) });
    await Promise.all([site.close(), world.close()]);
  },
});

async function openPage(
  browser: Browser,
  site: StaticSite,
  world: OutsideWorld,
  { study = smallStudy, ...options }: OpenOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    serviceWorkers: 'allow',
    ...options,
    proxy: world.proxy,
  });
  const page = await context.newPage();
  await page.addInitScript((study) => {
    localStorage.setItem('crps-lab:study', study);
    Object.assign(window, { violations: [] as string[] });
    document.addEventListener('securitypolicyviolation', (event) => {
      violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  }, JSON.stringify(study));
  await page.goto(site.address);
  await expect(new LabPage(page).button('Run')).toBeVisible();
  return page;
}

declare const violations: string[];

const SECRET = 'Rumpelstilzchen';

function cases(): string {
  const lines = Array.from(
    { length: 200 },
    (_, i) => `${SECRET},${i % 17},${30 + ((i * 31) % 60)}`,
  );
  return ['name,age,minutes', ...lines].join('\n');
}

/** Everything that a visit does. A new part of the app is a line here. */
const visit: [string, (page: Page, lab: LabPage) => Promise<unknown>][] = [
  ['run', (_, lab) => lab.run()],
  ['wait for it', (_, lab) => lab.finished(8)],
  ['help', (_, lab) => lab.button('Help').click()],
  ['read it', (page) => expect(page.getByRole('dialog')).toBeVisible()],
  ['close help', (page) => page.keyboard.press('Escape')],
  ['it is closed', (page) => expect(page.getByRole('dialog')).toBeHidden()],
  ['open the data', (page) => page.getByRole('button', { name: /^Data/ }).first().click()],
  ['a file', (page) => page.getByLabel('CSV file').setInputFiles(csv('cases.csv'))],
  ['see it', (page) => expect(page.getByText('cases.csv').first()).toBeVisible()],
  ['run on the file', (_, lab) => lab.run()],
  ['wait for that', (_, lab) => lab.finished(8)],
  [
    'data table',
    (page) =>
      page
        .getByRole('button', { name: /Data table/ })
        .first()
        .click(),
  ],
  [
    'plot',
    (page) =>
      page
        .getByRole('button', { name: /Data table/ })
        .first()
        .click(),
  ],
  ['picture', (page) => downloads(page, /Download PNG/)],
  ['every file', (page, lab) => everyFile(page, lab)],
  ['share', (_, lab) => lab.button('Share').click()],
  ['the link', (page) => expect(page.getByText(/\d characters\./)).toBeVisible()],
  ['its code', (page) => page.getByRole('button', { name: 'QR code' }).click()],
  ['see that', (page) => expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()],
  [
    'open the link',
    async (page) => page.goto(await page.getByLabel('The link', { exact: true }).inputValue()),
  ],
  ['run it again', (page) => page.getByRole('button', { name: 'Run it again here' }).click()],
  [
    'wait for the verdict',
    (page) => expect(page.getByRole('status', { name: 'Agreement' })).toContainText('Identical'),
  ],
  ['the runs', (page) => page.getByRole('link', { name: 'Runs', exact: true }).click()],
  [
    'see them',
    (page) => expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible(),
  ],
  ['choose one', (page) => page.getByRole('checkbox').first().click()],
  ['compare', (page) => page.getByRole('button', { name: 'Compare', exact: true }).click()],
  ['see the figure', (page) => expect(page.getByRole('figure')).toBeVisible()],
  ['all runs', (page) => page.getByRole('link', { name: 'All runs' }).click()],
  [
    'delete the file',
    (page) => page.getByRole('button', { name: 'Delete the file “cases.csv”' }).click(),
  ],
  [
    'it is deleted',
    (page) => expect(page.getByText('Deleted the file “cases.csv”.')).toBeVisible(),
  ],
  ['a race', (page) => race(page)],
  ['dark', (page) => page.getByRole('button', { name: /theme/i }).click()],
  ['close the theme', (page) => page.keyboard.press('Escape')],
  ['reload', (page) => page.reload()],
  ['all pages', (page) => everyPage(page)],
];

function csv(name: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(cases()) };
}

async function downloads(page: Page, name: RegExp): Promise<void> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name }).first().click();
  await (await saved).path();
}

/** Each kind of file that the dialog offers. */
async function everyFile(page: Page, lab: LabPage): Promise<void> {
  await lab.button('Export').click();
  const dialog = page.getByRole('dialog');
  const buttons = dialog.getByRole('button', { name: /: [A-Z]/ });
  await expect(buttons.first()).toBeVisible();
  for (const button of await buttons.all()) {
    const saved = page.waitForEvent('download');
    await button.click();
    await (await saved).path();
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** One of the lecture's, as small as it can be. */
async function race(page: Page): Promise<void> {
  const lecture = await page
    .getByRole('link', { name: 'Lecture', exact: true })
    .evaluate((link: HTMLAnchorElement) => link.href);
  await page.goto(`${lecture}#1?rows=40&k=2&replicates=2&epochs=2&workers=2&rounds=1&sample=1`);
  await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
  await page.keyboard.press('s');
  const phase = page.locator('[role=status][data-phase]');
  await expect(phase).toHaveAttribute('data-phase', 'finished');
}

/** By their links, then each by its address, also those that no link of the bar leads to. */
async function everyPage(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  for (let i = 0; i < (await links.count()); i++) {
    await links.nth(i).click();
    await expect(heading).toBeVisible();
  }
  const home = await links.first().evaluate((link: HTMLAnchorElement) => link.href);
  const files = await readdir('build', { recursive: true });
  for (const file of files.filter((name) => name.endsWith('index.html'))) {
    await page.goto(home + file.replace(/index\.html$/, ''));
    await expect(heading).toBeVisible();
    expect(await page.evaluate(() => document.fonts.ready.then(() => violations))).toEqual([]);
  }
}

test('a whole visit asks for files of the app and for nothing else, and breaks no rule of its policy', async ({
  watched: { site, world, open },
}) => {
  const page = await open();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /content.security/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const lab = new LabPage(page);
  for (const [name, step] of visit) {
    await test.step(name, () => step(page, lab));
    expect(await page.evaluate(() => violations)).toEqual([]);
  }
  await page.evaluate(() => navigator.serviceWorker.ready);

  const files = await readdir('build', { recursive: true });
  const own = new Set(files.map((file) => site.path + file.replace(/index\.html$/, '')));
  expect(site.asked.length).toBeGreaterThan(20);
  expect(site.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(site.asked.map(({ url }) => url).filter((url) => !own.has(url))).toEqual([]);
  expect(world.asked).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** Tries each way out of a page, or of a worker; what comes of it does not matter. */
async function tryToLeave(url: string): Promise<void> {
  await fetch(`${url}/fetch`, { mode: 'no-cors' }).catch(() => undefined);
  await fetch(`${url}/post`, { method: 'POST', body: 'x', mode: 'no-cors' }).catch(() => undefined);
  await import(/* @vite-ignore */ `${url}/import.js`).catch(() => undefined);
  if (typeof document === 'undefined') return;
  navigator.sendBeacon(`${url}/beacon`, 'x');
  const loaded = (element: HTMLElement) =>
    new Promise((done) => {
      element.onload = element.onerror = done;
    });
  const image = Object.assign(new Image(), { src: `${url}/image` });
  const script = Object.assign(document.createElement('script'), { src: `${url}/script.js` });
  const style = Object.assign(document.createElement('link'), { rel: 'stylesheet' });
  style.href = `${url}/style.css`;
  document.head.append(script, style);
  await Promise.all([image, script, style].map(loaded));
  const form = Object.assign(document.createElement('form'), { action: `${url}/form` });
  document.body.append(form);
  form.submit();
}

test('whatever runs in a page reaches nothing outside', async ({ watched: { world, open } }) => {
  const page = await open();
  await page.evaluate(tryToLeave, FOREIGN);
  const barred = () => page.evaluate(() => violations.map((violation) => violation.split(' ')[0]));
  for (const directive of [
    'connect-src',
    'img-src',
    'script-src-elem',
    'style-src-elem',
    'form-action',
  ])
    await expect.poll(barred).toContain(directive);
  expect(world.asked).toEqual([]);
  await page.context().close();

  // The same from a page without its policy arrives: the test can tell.
  const free = await open({ bypassCSP: true, serviceWorkers: 'block' });
  await free.evaluate((url) => fetch(`${url}/fetch`, { mode: 'no-cors' }), FOREIGN);
  expect(world.asked).toEqual([`${FOREIGN}/fetch`]);
  await free.context().close();
});

test('a worker reaches nothing outside, once the service worker hands out its script', async ({
  watched: { world, open },
}) => {
  const page = await open({ study: endlessStudy });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.reload();
  const started = page.waitForEvent('worker', (worker) => worker.url().includes('train'));
  await new LabPage(page).run();
  const trainer = await started;
  for (const worker of [trainer, ...page.workers()]) await worker.evaluate(tryToLeave, FOREIGN);
  expect(world.asked).toEqual([]);
  await page.context().close();
});

test('script that is written into a page does not run, nor does text as code', async ({
  watched: { open },
}) => {
  const page = await open();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = "inline"';
    document.body.append(script);
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.ran = "handler"');
    document.body.append(button);
    button.click();
    setTimeout('window.ran = "text"');
    return new Promise((done) =>
      setTimeout(() => done((window as { ran?: string }).ran ?? 'nothing'), 300),
    );
  });
  expect(ran).toBe('nothing');
  expect(await page.evaluate(() => document.documentElement.innerHTML)).not.toMatch(
    /<script(?![^>]* src=)[^>]*>\s*\{/,
  );
  await page.context().close();
});

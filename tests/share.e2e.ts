import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { decodeQr } from './decode-qr.ts';
import { dropFile } from './drop-file.ts';
import { LabPage, smallStudy } from './lab-page.ts';
import { StaticSite } from './static-site.ts';

/** A link around any JSON, whole by its check: what someone of ill will would send. */
function sealed(json: string): string {
  const text = `1:${deflateRawSync(json).toString('base64url')}`;
  return `${text}.${createHash('sha256').update(text).digest('base64url').slice(0, 6)}`;
}

/** The small study, run and shared, as its link. */
async function sharedLink(page: Page, study: object = smallStudy): Promise<string> {
  const lab = new LabPage(page);
  await lab.open(study);
  await lab.run();
  await lab.finished(8);
  await lab.button('Share').click();
  await expect(page.getByText(/\d characters\./)).toBeVisible();
  return page.getByLabel('The link', { exact: true }).inputValue();
}

/** As on another person's machine: nothing stored. */
async function openAfresh(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

function agreement(page: Page) {
  return page.getByRole('status', { name: 'Agreement' });
}

test('a shared study opens elsewhere with the same numbers, and runs again to the last bit', async ({
  page,
  browser,
}) => {
  const link = await sharedLink(page);
  await page.keyboard.press('Escape');
  const sent = await new LabPage(page).variantRows();
  const other = await openAfresh(browser, link);
  const errors: string[] = [];
  other.on('pageerror', (error) => errors.push(error.message));
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Small');
  const received = await new LabPage(other).variantRows();
  const told = [
    'Variant',
    'n',
    'Mean (min)',
    '95 % interval',
    'SD',
    'Failed',
    'Coverage 50 / 90 %',
  ];
  for (const [i, row] of sent.entries()) {
    // Scores travel with four digits: the last decimal of what is worked out of them may turn.
    for (const column of told) {
      const numbers = (cells?: Record<string, string>) =>
        (cells?.[column] ?? '').match(/\d+(\.\d+)?/g)?.map(Number) ?? [];
      expect(numbers(received[i]).length).toBe(numbers(row).length);
      numbers(row).forEach((value, k) =>
        expect(Math.abs((numbers(received[i])[k] ?? NaN) - value)).toBeLessThanOrEqual(0.0101),
      );
    }
    expect(received[i]?.Variant).toBe(row.Variant);
  }
  await expect(other.getByRole('region', { name: 'Details' })).toContainText('simd');

  // What a link carries can be saved; what it does not carry is named, with what helps.
  const exporting = other.getByRole('dialog', { name: 'Export' });
  await other.getByRole('button', { name: 'Export' }).click();
  await expect(exporting.getByText(/Run it again here to have the whole result/)).toBeVisible();
  const download = other.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Replicates: CSV' }).click();
  expect((await readFile(await (await download).path(), 'utf8')).trim().split('\n')).toHaveLength(
    9,
  );
  await other.keyboard.press('Escape');

  await other.getByRole('button', { name: 'Run it again here' }).click();
  await expect(agreement(other)).toContainText('Identical to the last bit');
  await expect(agreement(other)).toContainText('all 8 replicates');
  await other.getByRole('button', { name: 'Export' }).click();
  for (const name of ['Result: JSON', 'Trained networks: ZIP', 'Python: ZIP'])
    await expect(exporting.getByRole('button', { name })).toBeEnabled();
  await other.keyboard.press('Escape');
  await expect(other.getByRole('figure')).toHaveCount(3);
  expect(errors).toEqual([]);

  // It is kept like any run.
  await other.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(other).toHaveURL(/\/runs\/$/);
  await expect(other.getByRole('heading', { name: 'Small', level: 2 })).toBeVisible();
  await other.goBack();
  await expect(other.getByRole('button', { name: 'Run it again here' })).toBeVisible();

  // The lab finds it again.
  await other.getByRole('button', { name: 'Make a variant' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Small');
  await expect(new LabPage(other).count()).toHaveText('8 of 8 replicates finished');
  await other.context().close();
});

test('a link whose scores its study does not give is called different, with where and how much', async ({
  page,
  browser,
}) => {
  const link = await sharedLink(page);
  const payload = /#1:([\w-]+)/.exec(link)?.[1] ?? '';
  const json = inflateRawSync(Buffer.from(payload, 'base64url')).toString();
  const document = JSON.parse(json) as { scores: { testCrps: [number, string][] } };
  const [first] = document.scores.testCrps;
  // The first replicate's distance from the middle score becomes 100 of the last digits, in base64 VLQ.
  if (first) first[1] = first[1].replace(/^([g-z0-9+/]*[A-Za-f])[g-z0-9+/]*[A-Za-f]/, '$1oG');
  const other = await openAfresh(
    browser,
    link.replace(/#.*/, `#${sealed(JSON.stringify(document))}`),
  );
  await other.getByRole('button', { name: 'Run it again here' }).click();
  await expect(agreement(other)).toContainText('Different.');
  await expect(agreement(other)).toContainText('1 replicate differs by more than 0.1 %');
  await expect(agreement(other)).toContainText(
    /largest difference is \d+\.\d+ min \(replicate 1 of “NLL”\)/,
  );
  await expect(agreement(other)).toContainText('changed by hand');
  await other.context().close();
});

test('a variant of a shared study opens in the lab, and undo brings back what was there', async ({
  page,
  browser,
}) => {
  const link = await sharedLink(page);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.addInitScript(
    (text) => localStorage.setItem('crps-lab:study', text),
    JSON.stringify({ ...smallStudy, title: 'My own draft' }),
  );
  await other.goto(link);
  await other.getByRole('button', { name: 'Make a variant' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Small');
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('My own draft');
  await context.close();
});

test('a shared table asks for its file, refuses another, and runs with the right one', async ({
  page,
  browser,
}) => {
  const rows = Array.from({ length: 120 }, (_, i) => `${20 + ((i * 37) % 60)},${i % 7}`);
  const csv = ['minutes,weekday', ...rows].join('\n');
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  const data = page.getByRole('region', { name: 'Data', exact: true });
  const toggle = data.getByRole('button').first();
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
  await data.getByLabel('CSV file').setInputFiles(file('cases.csv', csv));
  await data.getByLabel('Target', { exact: true }).click();
  await page.getByRole('option', { name: /^minutes/ }).click();
  await lab.run();
  await lab.finished(8);
  await lab.button('Share').click();
  await expect(page.getByText(/rows of “cases\.csv” stay in this browser/)).toBeVisible();
  await expect(page.getByText(/\d characters\./)).toBeVisible();
  const link = await page.getByLabel('The link', { exact: true }).inputValue();

  const other = await openAfresh(browser, link);
  await expect(other.getByText('The table itself is not in the link.')).toBeVisible();
  await other.getByRole('button', { name: 'Run it again here' }).click();
  const asked = other.getByRole('region', { name: 'The data of this study' });
  await expect(asked).toContainText('cases.csv');
  const chooser = other.getByLabel('The file “cases.csv”');
  await chooser.setInputFiles(file('cases.csv', csv.replace('20,', '21,')));
  await expect(asked.getByRole('alert')).toContainText('is another file');
  await chooser.setInputFiles(file('renamed.csv', csv));
  await expect(agreement(other)).toContainText('Identical to the last bit');
  await other.context().close();
});

test('the dialog shortens the link, says what it drops, copies it and draws it', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const link = await sharedLink(page);
  await page.getByRole('radio', { name: 'Shortest' }).click();
  await expect(page.getByText(/Left out: curves|Left out: .*learning curves/)).toBeVisible();
  const field = page.getByLabel('The link', { exact: true });
  await expect.poll(async () => (await field.inputValue()).length).toBeLessThan(link.length);
  const short = await field.inputValue();
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is on the clipboard.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(short);
  await page.getByRole('button', { name: 'QR code' }).click();
  const code = page.getByRole('img', { name: 'QR code of the link' });
  await expect(async () => expect(await decodeQr(code)).toBe(short)).toPass();
  await page.getByRole('radio', { name: 'Everything' }).click();
  await expect(async () => expect(await decodeQr(code)).toBe(link)).toPass();
});

test('where the system has a share sheet, it is handed the title and the link', async ({
  page,
}) => {
  // This browser has none of its own: what the page hands on is what is tested.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'share', {
      value: (handed: ShareData) => {
        document.documentElement.dataset.handed = JSON.stringify(handed);
        return Promise.resolve();
      },
    });
  });
  const link = await sharedLink(page);
  await page.getByRole('button', { name: 'Send …' }).click();
  const handed = await page.locator('html').getAttribute('data-handed');
  expect(JSON.parse(handed ?? 'null')).toEqual({ title: 'Small', url: link });
});

test('where the clipboard is closed, the link is selected to be copied by hand', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new DOMException('Denied', 'NotAllowedError')) },
    });
  });
  const link = await sharedLink(page);
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText(/press Ctrl or ⌘ and C/)).toBeVisible();
  const selected = await page.evaluate(() => {
    const field = document.activeElement;
    return field instanceof HTMLTextAreaElement
      ? field.value.slice(field.selectionStart, field.selectionEnd)
      : '';
  });
  expect(selected).toBe(link);
});

test('without a link the page explains itself, and opens one that is pasted; another replaces it', async ({
  page,
  browser,
}) => {
  const link = await sharedLink(page);
  const other = await openAfresh(browser, new URL('.', link).href);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Open a result');
  await other.getByRole('button', { name: 'Open' }).click();
  await expect(other.getByRole('alert')).toContainText('Paste a link first');
  await other.getByLabel('Link to a result').fill(`Have a look: ${link}`);
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Small');
  await other.evaluate(() => (location.hash = '1:abc'));
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This link was cut short');
  await other.goBack();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Small');
  // The skip link must not take the result out of the address.
  await other.getByRole('link', { name: 'Skip to the results' }).press('Enter');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Small');
  expect(other.url()).toBe(link);
  // A file that is dropped here is opened in the lab.
  const dropped = JSON.stringify({ ...smallStudy, title: 'Dropped' });
  await dropFile(other, 'study.json', dropped, 'application/json');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Dropped');
  await other.context().close();
});

test('a link opens that mail wrapped and quoted, that a program escaped, and that names the page’s file', async ({
  page,
}) => {
  const link = await sharedLink(page);
  const wrapped = (link.match(/.{1,76}/g) ?? []).join('\n> ');
  await page.goto('./result/');
  await page.getByLabel('Link to a result').fill(`Fixes #12:\n> ${wrapped}\nBest wishes`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Small');
  for (const sent of [
    link.replace('#', '%23'),
    link.replace('/result/#', '/result/index.html#'),
    link.replace('#1:', '#1%253A'),
  ]) {
    await page.goto('./lecture/');
    await page.goto(sent);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Small');
  }
});

test('any file host leads a link whose # was escaped to its result, and says what is not there', async ({
  page,
}) => {
  const link = await sharedLink(page);
  const site = await new StaticSite('build', '/at/home/').open();
  for (const escaped of ['result/%23', 'result%23']) {
    await page.goto(link.replace(/^.*#/, site.address + escaped));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Small');
  }
  await page.goto(`${site.address}runs/none`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  await page.getByRole('link', { name: 'Open a link' }).click();
  await expect(page).toHaveURL(`${site.address}result/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open a result');
  await site.close();
});

const study = { ...smallStudy, replicates: 2 };
const sound = {
  study,
  ran: ['simd', 2, 1, null, 'Chromium 141', 2],
  digest: 'A'.repeat(43),
  scores: {
    testCrps: [
      [-2, 'w+BAA'],
      [-2, 'w+BAA'],
    ],
  },
};
const script =
  '<img src=x onerror="document.title=\'harmed\'"><script>document.title="harmed"</script>';
const hostile: readonly [name: string, hash: string, heading: RegExp][] = [
  ['a link cut short', sealed(JSON.stringify(sound)).slice(0, -20), /was cut short/],
  [
    'a link with a character changed',
    sealed(JSON.stringify(sound)).replace(/.{9}$/, 'AAAAAAAAA'),
    /cut short|damaged/,
  ],
  ['a link that is too long', `1:${'A'.repeat(70_000)}`, /too long/],
  ['a bomb', sealed(`"${'0'.repeat(45_000_000)}"`), /unpacks to more/],
  ['another version', '7:abc.defghi', /has format 7/],
  ['no link', 'hello', /not the link of a result/],
  ['broken percent signs', '1:%E0%A4%A', /cut short|damaged/],
  [
    'text in place of numbers',
    sealed(JSON.stringify({ ...sound, scores: 'NaN' })),
    /does not hold a result/,
  ],
  ['another prototype', sealed('{"__proto__":{"study":{}}}'), /does not hold a result/],
  [
    'scores that are not numbers',
    sealed(
      JSON.stringify({
        ...sound,
        scores: {
          testCrps: [
            [0, 'A--'],
            [0, 'A--'],
          ],
        },
      }),
    ),
    /does not hold a result/,
  ],
  [
    'a thousand variants',
    sealed(
      JSON.stringify({ ...sound, study: { ...study, variants: Array(1000).fill({ name: 'a' }) } }),
    ),
    /does not hold a result/,
  ],
  ['lists without end', sealed('['.repeat(50_000)), /damaged/],
  [
    'a script in the engine’s name',
    sealed(JSON.stringify({ ...sound, ran: [script + script, 2, 1, null, '', 2] })),
    /does not hold a result/,
  ],
];

for (const [name, hash, heading] of hostile) {
  test(`${name} shows what is wrong and a way on`, async ({ page }) => {
    await page.goto(`./result/#${hash}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByLabel('Link to a result')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Go to the lab' })).toBeVisible();
    await expect(page.getByRole('figure')).toHaveCount(0);
    await expect(page).not.toHaveTitle('harmed');
  });
}

test('a script in a title, a name or a message is text', async ({ page }) => {
  const named = {
    ...sound,
    study: { ...study, title: script, variants: [{ name: script.slice(0, 80) }, { name: 'b' }] },
    failed: [[0, 'diverged', script, 'C']],
    scores: {
      testCrps: [
        [-2, 'w+BA'],
        [-2, 'w+BAA'],
      ],
    },
  };
  await page.goto(`./result/#${sealed(JSON.stringify(named))}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(script);
  await expect(page.getByRole('figure')).toHaveCount(1);
  await expect(page.getByText(script).last()).toBeVisible();
  expect(await page.evaluate(() => document.querySelectorAll('main img, main script').length)).toBe(
    0,
  );
  await expect(page).toHaveTitle(/CRPS Lab$/);
});

test('scores of any size are drawn, or left out, and the page lives', async ({ page }) => {
  const huge = {
    ...sound,
    scores: {
      testCrps: [
        [300, 'w+BAA'],
        [-330, 'w+BAA'],
      ],
    },
  };
  await page.goto(`./result/#${sealed(JSON.stringify(huge))}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Small');
  await expect(page.getByRole('table', { name: /by variant$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText(/\d characters\./)).toBeVisible();
});

import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { parseResult } from '../src/lib/experiment/result-file.ts';
import { parseStudy } from '../src/lib/experiment/study-schema.ts';
import { seriousFaults } from './axe.ts';
import { dropFile } from './drop-file.ts';
import { LabPage, endlessStudy, smallStudy } from './lab-page.ts';
import { RunsPage } from './runs-page.ts';

const TITLE = 'Loss: NLL / CRPS?';
const study = { ...smallStudy, title: TITLE };

async function exportOpened(page: Page, lab: LabPage): Promise<void> {
  await lab.button('Export').click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
}

/** Presses a button of the dialog. @returns the file's name and content */
async function saved(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

const table = (content: Buffer) =>
  Papa.parse<Record<string, string>>(content.toString('utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;

test('every file of a run is saved, and each is what it says', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(study);
  await lab.run();
  await lab.finished(8);
  const shown = await lab.variantRows();
  await expect(page.getByRole('figure')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Download SVG' }).last()).toBeEnabled();
  await exportOpened(page, lab);
  const dialog = page.getByRole('dialog');

  const json = await saved(page, 'Result: JSON');
  expect(json.name).toBe('loss-nll-crps-result.json');
  const result = parseResult(JSON.parse(json.content.toString('utf8')));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.result.results).toHaveLength(8);
  await expect(dialog.getByRole('status')).toContainText('Saved loss-nll-crps-result.json');

  const replicates = table((await saved(page, 'Replicates: CSV')).content);
  expect(replicates.map((row) => [row.variant, row.status])).toEqual(
    ['NLL', 'CRPS'].flatMap((name) => Array.from({ length: 4 }, () => [name, 'finished'])),
  );
  const own = replicates.filter((row) => row.variant === 'NLL').map((row) => Number(row.test_crps));
  const mean = own.reduce((sum, score) => sum + score) / 4;
  const said = shown[0]['Mean (min)'];
  expect(mean.toFixed(said.split('.')[1].length)).toBe(said);

  const rows = table((await saved(page, 'Test rows: CSV')).content);
  expect(rows).toHaveLength(2 * 80);
  const first = rows.slice(0, 80).map((row) => Number(row.crps));
  expect(first.reduce((sum, score) => sum + score) / 80).toBeCloseTo(
    Number(replicates.find((row) => row.replicate === rows[0].replicate)?.test_crps),
    10,
  );

  const markdown = (await saved(page, 'Table for a paper: Markdown')).content.toString('utf8');
  expect(markdown).toContain(`| ${shown[0]['Mean (min)']} |`);
  const latex = (await saved(page, 'Table for a paper: LaTeX')).content.toString('utf8');
  expect(latex).toContain('\\toprule');
  expect(latex).toContain(shown[1]['Mean (min)']);

  for (const title of ['Test CRPS (min), lower is better', 'Validation CRPS (min) by epoch']) {
    const png = await saved(page, `${title}: PNG`);
    expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    const svg = (await saved(page, `${title}: SVG`)).content.toString('utf8');
    const texts = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      if (parsed.querySelector('parsererror')) return null;
      return [...parsed.querySelectorAll('text')].map((text) => text.textContent);
    }, svg);
    expect(texts).toContain(title);
    expect(texts).toContain('CRPS');
  }

  const python = unzipSync((await saved(page, 'Python: ZIP')).content);
  expect(Object.keys(python).sort()).toEqual(
    [
      'README.md',
      'lab-scores.csv',
      'study.json',
      'test.csv',
      'train.csv',
      'train.py',
      'validation.csv',
    ].map((name) => `loss-nll-crps-python/${name}`),
  );
  const encoded = Papa.parse<string[]>(strFromU8(python['loss-nll-crps-python/test.csv']), {
    skipEmptyLines: true,
  }).data.slice(1);
  expect(encoded).toHaveLength(80);

  // The network that is saved gives the very mixtures that are saved beside it.
  const networks = unzipSync((await saved(page, 'Trained networks: ZIP')).content);
  for (const [variant, folder] of ['1-nll', '2-crps'].entries()) {
    const at = `loss-nll-crps-networks/${folder}`;
    const { modelTopology, weightsManifest } = JSON.parse(strFromU8(networks[`${at}/model.json`]));
    const model = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: networks[`${at}/weights.bin`].slice().buffer,
      }),
    );
    const inputs = encoded.map((line) => line.slice(1).map(Number));
    const outputs = model.predict(tf.tensor2d(inputs)) as tf.Tensor[];
    const names = ['weight', 'mu', 'sigma'];
    for (const [i, name] of names.entries()) {
      const read = await outputs[i].array();
      (read as number[][]).forEach((values, row) =>
        values.forEach((value, k) => {
          const expected = Number(rows[80 * variant + row][`${name}_${k + 1}`]);
          expect(Math.abs(value - expected)).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected)));
        }),
      );
    }
  }
});

test('an exported study is opened again by drop, and one step back brings what was there', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(study);
  await lab.run();
  await lab.finished(8);
  await exportOpened(page, lab);
  const { content } = await saved(page, 'Study: JSON');
  const parsed = parseStudy(JSON.parse(content.toString('utf8')));
  expect(parsed.ok && parsed.study.title).toBe(TITLE);
  await page.keyboard.press('Escape');

  await lab.usePreset('Does dropout help?');
  const title = page.getByRole('textbox', { name: 'Title of the study' });
  await expect(title).toHaveValue('Does dropout help?');
  await dropFile(page, 'mine.json', content, 'application/json');
  await expect(title).toHaveValue(TITLE);
  await lab.button('Undo').click();
  await expect(title).toHaveValue('Does dropout help?');
});

test('an exported result is shown again by the picker, on another day, without training', async ({
  page,
  browser,
}) => {
  const lab = new LabPage(page);
  await lab.open(study);
  await lab.run();
  await lab.finished(8);
  const before = await lab.variantRows();
  await exportOpened(page, lab);
  const { name, content } = await saved(page, 'Result: JSON');

  const elsewhere = new LabPage(await browser.newPage());
  await elsewhere.open();
  await elsewhere.button('Presets').click();
  const chooser = elsewhere.page.waitForEvent('filechooser');
  await elsewhere.page.getByRole('menuitem', { name: /Open a file/ }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: content });
  await expect(elsewhere.page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  await expect.poll(() => elsewhere.variantRows()).toEqual(before);
  // What came as a file has no networks; the dialog says so, and what helps.
  await exportOpened(elsewhere.page, elsewhere);
  const networks = elsewhere.page.getByRole('button', { name: 'Trained networks: ZIP' });
  await expect(networks).toHaveAttribute('aria-disabled', 'true');
  await expect(elsewhere.page.getByText(/Run it again to export them/)).toBeVisible();
  await elsewhere.page.keyboard.press('Escape');

  // It is one of the runs now, once, also when it comes again, by drop on their page.
  const runs = new RunsPage(elsewhere.page);
  await runs.open();
  await expect(runs.row(TITLE)).toContainText('Finished, 8 replicates');
  await dropFile(elsewhere.page, name, content, 'application/json');
  await expect(elsewhere.page.getByText(`Opened the result “${name}”.`)).toBeVisible();
  await expect.poll(() => elsewhere.variantRows()).toEqual(before);
  await runs.open();
  await expect(runs.rows()).toHaveCount(1);
  await elsewhere.page.close();
});

test('a broken file is refused with line and path, and nothing changes', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(study);
  const text = JSON.stringify({ ...study, base: { ...study.base, components: 0 } }, null, 2);
  await dropFile(page, 'broken.json', text, 'application/json');
  const alert = page.getByRole('alert').filter({ hasText: 'broken.json' });
  await expect(alert).toContainText(
    /line \d+, base\.components: expected a whole number from 1 to 20, got 0/,
  );
  await expect(page.getByRole('textbox', { name: 'Title of the study' })).toHaveValue(TITLE);
  await dropFile(page, 'cut.json', text.slice(0, 60), 'application/json');
  await expect(page.getByRole('alert').filter({ hasText: 'cut.json' })).toContainText(
    /is not JSON: line \d+, column \d+/,
  );
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a result that is dropped while a run is going on is refused, and the run goes on', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(study);
  await lab.run();
  await lab.finished(8);
  await exportOpened(page, lab);
  const { content } = await saved(page, 'Result: JSON');
  await page.keyboard.press('Escape');
  await dropFile(page, 'long.json', JSON.stringify(endlessStudy), 'application/json');
  await lab.run();
  await expect(lab.button('Pause')).toBeEnabled();
  await dropFile(page, 'result.json', content, 'application/json');
  await expect(page.getByRole('alert').filter({ hasText: 'a run is going on' })).toBeVisible();
  await lab.atLeast(1);
  await lab.button('Stop').click();
});

for (const [device, viewport] of [
  ['a phone', { width: 360, height: 740 }],
  ['a projector', { width: 1920, height: 1080 }],
] as const) {
  test(`axe finds nothing serious in the dialog on ${device}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const lab = new LabPage(page);
    await lab.open(study);
    await lab.run();
    await lab.finished(8);
    await exportOpened(page, lab);
    expect(await seriousFaults(page)).toEqual([]);
    const content = page.getByRole('dialog').getByRole('group', { name: 'Export' });
    expect(await content.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  });
}

/** The whole of what users do, in Firefox and in WebKit, on the production build. */
import { writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import { parseResult } from '../../src/lib/experiment/result-file.ts';
import { longStudy, smallStudy } from '../lab-page.ts';
import { digestOnNode } from '../node-digest.ts';
import { pauseAtFirst } from '../pause-at-first.ts';
import { test } from './engine-test.ts';

test('the default study runs to its end, with the digest of Node', async ({
  lab,
  browserEngine,
}) => {
  await lab.open();
  await lab.press('button', 'Run');
  await lab.finishes(64);
  await lab.press('button', 'Export');
  const { content } = await lab.saves('Result: JSON');
  const parsed = parseResult(JSON.parse(content.toString()));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.result.results.filter(({ status }) => status === 'done')).toHaveLength(64);
  expect(parsed.result.environment).toMatchObject({
    engine: 'simd',
    runtime: expect.stringMatching(browserEngine.runtime),
  });
  expect(parsed.result.digest).toBe(await digestOnNode());
});

test('a CSV is dropped and run', async ({ lab }) => {
  const lines = Array.from(
    { length: 300 },
    (_, i) =>
      `${['hernia', 'tonsils', 'hip'][i % 3]},${20 + ((i * 31) % 60)},${30 + 40 * (i % 3) + ((i * 7919) % 23)}`,
  );
  await lab.open(smallStudy);
  await lab.drop('cases.csv', ['procedure,age,minutes', ...lines].join('\n'));
  await lab.shows(/cases\.csv/);
  await lab.press('button', 'Run');
  await lab.finishes(8);
});

test('a run is paused, is stopped, goes on after a reload, is paused again, and goes on to its end', async ({
  lab,
}) => {
  await lab.open(longStudy);
  await lab.tab.run(pauseAtFirst);
  await lab.press('button', 'Run');
  await lab.shows(/Paused/);
  // It stands still: however slow this test is, the run is not over before.
  await lab.press('button', 'Stop');
  await lab.shows(/Continue/);
  const kept = await lab.finishedCount();
  await lab.tab.reload();
  await lab.shows(/Continue/);
  await expect.poll(() => lab.finishedCount()).toBe(kept);
  await lab.tab.run(pauseAtFirst);
  await lab.press('button', 'Continue');
  await lab.shows(/Paused/);
  await lab.press('button', 'Resume');
  await lab.finishes(24);
});

test('a shared link shows the same numbers, and runs again to the last bit', async ({ lab }) => {
  await lab.open(smallStudy);
  await lab.press('button', 'Run');
  await lab.finishes(8);
  await lab.press('button', 'Share');
  await lab.shows(/\d characters\./);
  const link = await lab.tab.run(
    () =>
      [...document.querySelectorAll('textarea')].find((area) => area.value.includes('#1:'))
        ?.value ?? '',
  );
  await lab.tab.run(() => localStorage.clear());
  await lab.tab.open(link);
  await lab.press('button', 'Run it again here');
  await lab.shows(/Identical to the last bit/);
});

test('every step of the lecture races', async ({ lab }) => {
  await lab.tab.open(
    `${lab.address}lecture/#1?rows=40&k=2&replicates=2&epochs=2&workers=2&rounds=1&sample=1`,
  );
  for (const heading of [
    'What a loop costs',
    'Where the time went',
    'Integrate, or know the answer',
    'Replicates on every core',
    'All of it together',
  ]) {
    const phase = () =>
      lab.tab.run(() => [
        document.querySelector('h1')?.textContent,
        document.querySelector('[role=status][data-phase]')?.getAttribute('data-phase'),
      ]);
    await expect.poll(async () => (await phase())[0]).toBe(heading);
    await lab.tab.key('s');
    await expect.poll(phase).toEqual([heading, 'finished']);
    const factors = await lab.tab.run(() =>
      [...document.querySelectorAll('[data-factor]')].map((one) =>
        Number(one.getAttribute('data-factor')),
      ),
    );
    expect(factors.length).toBeGreaterThan(0);
    for (const factor of factors) expect(factor).toBeGreaterThan(0);
    await lab.tab.key('ArrowRight');
  }
});

test('every kind of file is saved', async ({ lab }) => {
  await lab.open(smallStudy);
  await lab.press('button', 'Run');
  await lab.finishes(8);
  await lab.press('button', 'Export');
  const begins = async (button: string, text: string) => {
    const { content } = await lab.saves(button);
    expect(content.toString('latin1')).toContain(text);
  };
  await begins('Replicates: CSV', 'test_crps');
  await begins('Test rows: CSV', 'crps');
  await begins('Table for a paper: LaTeX', '\\toprule');
  await begins('Test CRPS (min), lower is better: PNG', 'PNG');
  await begins('Test CRPS (min), lower is better: SVG', '<svg');
  const networks = unzipSync((await lab.saves('Trained networks: ZIP')).content);
  expect(Object.keys(networks).filter((name) => name.endsWith('weights.bin'))).toHaveLength(2);
});

test('after one visit the lab opens without a network and runs', async ({ lab, site }) => {
  await lab.open(smallStudy);
  await lab.shows(/Works offline/);
  await site.close();
  await lab.tab.reload();
  await lab.shows(/Works offline/);
  await lab.press('button', 'Run');
  await lab.finishes(8);
});

test.describe('on a phone’s width', () => {
  test.use({ width: 390 });

  test('the lab runs, and no page is wider than the screen', async ({ lab }, testInfo) => {
    const fits = () =>
      lab.tab.run(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [innerWidth, scrollWidth - clientWidth];
      });
    await lab.open(smallStudy);
    await lab.press('button', 'Run');
    await lab.finishes(8);
    await writeFile(testInfo.outputPath('lab.png'), await lab.tab.picture());
    expect(await fits()).toEqual([390, 0]);
    for (const [page, heading] of [
      ['runs/', /Runs/],
      ['lecture/', /What a loop costs/],
      ['lecture/score/', /The score explained/],
    ] as const) {
      await lab.tab.open(lab.address + page);
      await lab.shows(heading);
      expect(await fits(), page).toEqual([390, 0]);
    }
  });
});

/** By hand, for hours if need be: what came of it goes to docs/reliability.md. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import {
  interrupt,
  killWorkers,
  loseDevices,
  undisturbedDigest,
  type Outcome,
} from './campaign.ts';

const seed = Number(process.env.SEED ?? 1);
const kills = Number(process.env.KILLS ?? 1000);
const losses = Number(process.env.LOSSES ?? 20);
const times = Number(process.env.INTERRUPTIONS ?? 200);

let expected: string;

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  expected = await undisturbedDigest(page);
  await page.close();
});

function holds(outcome: Outcome): void {
  console.log(JSON.stringify(outcome, null, 2));
  expect(outcome).toMatchObject({ lost: 0, changed: 0 });
}

test(`${kills} workers killed`, async ({ page }) => {
  holds(await killWorkers(page, { seed, kills, expected }));
});

test(`${times} pages reloaded and closed, and browsers killed`, async ({ baseURL }) => {
  const profile = await mkdtemp(join(tmpdir(), 'crps-lab-'));
  holds(await interrupt({ address: baseURL ?? '', profile, times, seed, expected }));
});

for (const engine of ['webgl', 'webgpu'] as const) {
  test(`${losses} devices of ${engine} lost`, async ({ page }) => {
    holds(await loseDevices(page, { engine, losses }));
  });
}

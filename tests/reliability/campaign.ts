/** What is done to the lab to see whether it loses anything, and what came of it. */
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { chromium, expect, type BrowserContext, type Page } from '@playwright/test';
import { launchOptions } from '../../scripts/browsers/chromium.js';
import { chooseEngine, LabPage, longStudy, smallStudy } from '../lab-page.ts';
import {
  disturbWorkers,
  watchForStalls,
  type Disturbance,
  type Moment,
} from './disturb-workers.ts';

const study = { ...longStudy, title: 'Disturbed', replicates: 24 };
const TOTAL = 48;

export interface Outcome {
  /** Runs that came to their end. */
  runs: number;
  /** Times that a run was interrupted and went on by Continue. */
  continued: number;
  /** Replicates that were shown as finished and were not there afterwards, or failed. */
  lost: number;
  /** Runs whose scores were not, to the last bit, those of a run that nobody disturbed. */
  changed: number;
  /** Longest time in which nothing moved in a run that went on, in milliseconds. */
  longestStallMs: number;
}

function nothingYet(): Outcome {
  return { runs: 0, continued: 0, lost: 0, changed: 0, longestStallMs: 0 };
}

/** Of the study that nobody disturbs. */
export async function undisturbedDigest(page: Page): Promise<string> {
  const lab = new LabPage(page);
  await lab.open(study);
  await lab.run();
  await lab.finished(TOTAL);
  return lab.digest();
}

/** Presses Run, or Continue where a run was interrupted, until the run is finished. */
async function runToItsEnd(lab: LabPage, outcome: Outcome): Promise<void> {
  await lab.run();
  for (;;) {
    await expect(lab.announcement()).toHaveText(/^(Finished|Interrupted):/);
    const said = await lab.announcement().textContent();
    if (said?.startsWith('Finished')) return;
    outcome.continued++;
    const goOn = lab.button('Continue');
    await ((await goOn.isVisible()) ? goOn : lab.button('Run')).click();
    await expect(lab.announcement()).not.toHaveText(said ?? '');
  }
}

/** Looks at a run that is finished. */
async function judge(lab: LabPage, outcome: Outcome, expected: string): Promise<void> {
  const rows = await lab.variantRows();
  const done = rows.reduce((sum, row) => sum + Number(row.n.split('/')[0]), 0);
  outcome.lost += TOTAL - done;
  if ((await lab.digest()) !== expected) outcome.changed++;
  outcome.runs++;
}

interface Watched {
  readonly disturbance: Disturbance;
  readonly stalls: { readonly longestMs: number };
}

/** Workers killed at random moments, run after run. */
export async function killWorkers(
  page: Page,
  { seed, kills, expected }: { seed: number; kills: number; expected: string },
): Promise<Outcome & { killed: Record<Moment, number> }> {
  const outcome = nothingYet();
  await page.addInitScript(disturbWorkers, { seed, kills });
  await page.addInitScript(watchForStalls);
  const lab = new LabPage(page);
  await lab.open(study);
  for (;;) {
    await runToItsEnd(lab, outcome);
    await judge(lab, outcome, expected);
    const { disturbance, stalls } = await page.evaluate(() => {
      const { disturbance, stalls } = globalThis as unknown as Watched;
      return { disturbance, stalls };
    });
    outcome.longestStallMs = Math.max(outcome.longestStallMs, Math.round(stalls.longestMs));
    if (disturbance.left === 0) return { ...outcome, killed: disturbance.killed };
  }
}

/** In a worker, before anything else runs: its GPU is lost within a few seconds of being asked for. */
const LOSE_DEVICE = `
  const within = (lose) => setTimeout(() => { console.log('device lost'); lose(); }, 4000 * Math.random());
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (...asked) {
    const context = getContext.apply(this, asked);
    const loss = context?.getExtension?.('WEBGL_lose_context');
    if (loss) within(() => loss.loseContext());
    return context;
  };
  if (self.GPUAdapter) {
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = async function (...asked) {
      const device = await requestDevice.apply(this, asked);
      within(() => device.destroy());
      return device;
    };
  }
`;

/** WebGL contexts or WebGPU devices lost while they train, run after run. */
export async function loseDevices(
  page: Page,
  { engine, losses }: { engine: 'webgl' | 'webgpu'; losses: number },
): Promise<Outcome & { devices: number }> {
  const outcome = nothingYet();
  let devices = 0;
  page.on('console', (message) => {
    if (message.text() === 'device lost') devices++;
  });
  await page.route('**/train.worker-*.js', async (route) => {
    const response = await route.fetch();
    const body = devices < losses ? LOSE_DEVICE + (await response.text()) : undefined;
    await route.fulfill({ response, body });
  });
  await chooseEngine(page, engine);
  const lab = new LabPage(page);
  await lab.open({ ...smallStudy, title: 'Devices', base: { hidden: [16], epochs: 40 } });
  while (devices < losses) {
    await runToItsEnd(lab, outcome);
    const rows = await lab.variantRows();
    outcome.lost += rows.reduce((sum, row) => sum + 4 - Number(row.n.split('/')[0]), 0);
    outcome.runs++;
  }
  return { ...outcome, devices };
}

const WAYS = ['reload', 'close', 'kill'] as const;

/** Pages reloaded and closed and browsers killed at random moments, in a profile that lasts. */
export async function interrupt({
  address,
  profile,
  times,
  seed,
  expected,
}: {
  address: string;
  profile: string;
  times: number;
  seed: number;
  expected: string;
}): Promise<Outcome & { interrupted: Record<(typeof WAYS)[number], number> }> {
  let state = seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const outcome = nothingYet();
  const interrupted = { reload: 0, close: 0, kill: 0 };
  const launch = () =>
    chromium.launchPersistentContext(profile, { ...launchOptions(), serviceWorkers: 'block' });
  // A browser that is killed forgets what it was told to remember a moment before: the draft is given again.
  const openAt = async (tab: Page) => {
    await tab.addInitScript(
      (text) => localStorage.setItem('crps-lab:study', text),
      JSON.stringify(study),
    );
    await tab.goto(address);
    await expect(new LabPage(tab).button('Run')).toHaveAttribute('aria-disabled', 'false');
  };
  let context: BrowserContext = await launch();
  let page = await context.newPage();
  let shown = 0;
  for (let time = 0; time < times;) {
    const lab = new LabPage(page);
    await openAt(page);
    if (shown > 0) {
      await expect(lab.count()).toBeVisible();
      outcome.lost += Math.max(0, shown - (await lab.finishedCount()));
    }
    const goOn = lab.button('Continue');
    if (await goOn.isVisible()) {
      outcome.continued++;
      await goOn.click();
    } else {
      shown = 0;
      await lab.run();
    }
    await page.waitForTimeout(random() * 1500);
    if (/^Finished/.test((await lab.announcement().textContent()) ?? '')) {
      await judge(lab, outcome, expected);
      await lab.run();
      await page.waitForTimeout(random() * 500);
    }
    const way = WAYS[Math.floor(random() * WAYS.length)];
    shown = (await lab.count().isVisible()) ? await lab.finishedCount() : 0;
    if (way === 'reload') {
      await page.reload();
    } else if (way === 'close') {
      const next = await context.newPage();
      await page.close({ runBeforeUnload: false });
      page = next;
    } else {
      const closed = new Promise((resolve) => context.once('close', resolve));
      execFileSync('pkill', ['-KILL', '-f', `user-data-dir=${profile}`]);
      await closed;
      context = await launch();
      page = await context.newPage();
    }
    interrupted[way]++;
    time++;
  }
  // What was interrupted last goes on to its end.
  await openAt(page);
  const lab = new LabPage(page);
  const goOn = lab.button('Continue');
  await ((await goOn.isVisible()) ? goOn : lab.button('Run')).click();
  await lab.finished(TOTAL);
  await judge(lab, outcome, expected);
  await context.close();
  await rm(profile, { recursive: true, force: true });
  return { ...outcome, interrupted };
}

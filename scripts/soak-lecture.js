// Plays the lecture over and over without a network, and says what the page dropped, kept and asked for:
//   node scripts/serve.js 4300
//   node scripts/soak-lecture.js http://localhost:4300/ [minutes] [sizes, as in a link]
import { chromium } from 'playwright';
import { launchOptions } from './browser.js';

const [address, minutes = '10', sizes = ''] = process.argv.slice(2);
if (!address) throw new Error('Give the address of a host that serves build/.');
const RACES = ['1', '2', '3', '4', '5'];

/**
 * What the page saw of itself; gaps and tasks in milliseconds.
 * @typedef {{ frames: number, gaps: number[], tasks: number[] }} Seen
 */

/** Runs in the page: gaps between frames, and tasks that held the thread. */
function watch() {
  /** @type {Seen} */
  const seen = { frames: 0, gaps: [], tasks: [] };
  let last = performance.now();
  const frame = (/** @type {number} */ now) => {
    seen.frames++;
    if (now - last > 50) seen.gaps.push(Math.round(now - last));
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(Math.round(duration));
  }).observe({ type: 'longtask' });
  Object.assign(window, { soak: seen });
}

const browser = await chromium.launch(launchOptions());
const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
const page = await context.newPage();
const lecture = new URL('lecture/', address).href;
await page.goto(lecture);
await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
await context.setOffline(true);
await page.goto(`${lecture}#1?${sizes}`);
await page.reload();
await page.getByRole('navigation', { name: 'Steps' }).waitFor();

const session = await context.newCDPSession(page);
async function heap() {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
}

async function playAll() {
  await page.keyboard.press('Home');
  for (const step of RACES) {
    await page.keyboard.press('r');
    const phase = page.locator('[role=status][data-phase=racing]');
    await phase.waitFor({ state: 'attached' });
    await phase.waitFor({ state: 'detached', timeout: 300_000 });
    const error = await page.getByRole('alert').count();
    if (error)
      throw new Error(`Step ${step}: ${await page.getByRole('alert').first().innerText()}`);
    await page.keyboard.press('PageDown');
  }
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
}

/** @type {string[]} */
const failed = [];
page.on('requestfailed', (request) => failed.push(request.url()));
// The first time compiles code and fills caches.
await playAll();
const heaps = [await heap()];
await page.evaluate(watch);
const until = Date.now() + 60_000 * Number(minutes);
while (Date.now() < until) {
  await playAll();
  heaps.push(await heap());
}
const seen = await page.evaluate(
  () => /** @type {Window & { soak: Seen }} */ (/** @type {unknown} */ (window)).soak,
);
await browser.close();

const worst = (/** @type {number[]} */ values) =>
  [...values]
    .sort((a, b) => b - a)
    .slice(0, 8)
    .join(', ') || 'none';
console.log(`${heaps.length - 1} lectures in ${minutes} min, ${seen.frames} frames`);
console.log(`gaps between frames over 50 ms: ${seen.gaps.length} (${worst(seen.gaps)})`);
console.log(`tasks of the page over 50 ms: ${seen.tasks.length} (${worst(seen.tasks)})`);
console.log(`heap in MB after each: ${heaps.map((mb) => mb.toFixed(2)).join(' ')}`);
console.log(`requests that wanted a network: ${failed.length} ${failed.slice(0, 5).join(' ')}`);

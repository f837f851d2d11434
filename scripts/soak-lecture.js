// Plays the lecture over and over without a network, and says what the page dropped, kept and asked for:
//   node scripts/serve.js 4300
//   node scripts/soak-lecture.js http://localhost:4300/ [minutes] [sizes, as in a link]
import { chromium } from 'playwright';
import { launchOptions } from './browsers/chromium.js';

const [address, minutes = '10', sizes = ''] = process.argv.slice(2);
if (!address) throw new Error('Give the address of a host that serves build/.');
const RACES = ['1', '2', '3', '4', '5'];

/**
 * What the page saw of itself; gaps and tasks in milliseconds, with the step that was shown.
 * @typedef {{ from: number, ms: number, step: string }} Moment
 * @typedef {{ frames: number, gaps: Moment[], tasks: Moment[], weighings: { from: number, to: number }[] }} Seen
 * @typedef {Window & typeof globalThis & { soak: Seen }} Soaked
 */

/** Runs in the page: gaps of more than a frame and a half at 60 Hz, and tasks that held the thread. */
function watch() {
  /** @type {Seen} */
  const seen = { frames: 0, gaps: [], tasks: [], weighings: [] };
  const moment = (/** @type {number} */ from, /** @type {number} */ ms) => ({
    from,
    ms: Math.round(ms),
    step: location.hash.slice(1).replace(/\?.*/, ''),
  });
  let last = performance.now();
  const frame = (/** @type {number} */ now) => {
    seen.frames++;
    if (now - last > 25) seen.gaps.push(moment(last, now - last));
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.tasks.push(moment(task.startTime, task.duration));
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
/** Garbage is collected for it, which holds the page up: that is not the lecture's doing. */
async function heap() {
  const now = () => page.evaluate(() => performance.now());
  const from = await now();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const weighing = { from, to: await now() };
  await page.evaluate(
    (one) => /** @type {Partial<Soaked>} */ (window).soak?.weighings.push(one),
    weighing,
  );
  return usedSize / 1e6;
}

/** Bytes in the page's heap by kind; what V8 compiles is apart, since it grows as code gets warm. */
async function weigh() {
  /** @type {string[]} */
  const chunks = [];
  const take = (/** @type {{ chunk: string }} */ { chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot');
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot, nodes } = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const bytes = { code: 0, data: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const type = types[0][nodes[at + fields.indexOf('type')]];
    if (type === 'native') continue;
    bytes[type === 'code' ? 'code' : 'data'] += nodes[at + fields.indexOf('self_size')];
  }
  return bytes;
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
const first = await weigh();
await page.evaluate(watch);
const until = Date.now() + 60_000 * Number(minutes);
while (Date.now() < until) {
  await playAll();
  heaps.push(await heap());
}
const seen = await page.evaluate(() => /** @type {Soaked} */ (window).soak);
const ownDoing = (/** @type {Moment} */ { from, ms }) =>
  !seen.weighings.some((one) => from < one.to && one.from < from + ms);
const gaps = seen.gaps.filter(ownDoing);
const tasks = seen.tasks.filter(ownDoing);
const last = await weigh();
await browser.close();

const worst = (/** @type {Moment[]} */ moments) =>
  [...moments]
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 12)
    .map(({ ms, step }) => `${ms} at ${step}`)
    .join(', ') || 'none';
const over50 = gaps.filter(({ ms }) => ms > 50).length;
const kB = (/** @type {number} */ bytes) => (bytes / 1e3).toFixed(0);
console.log(`${heaps.length - 1} lectures in ${minutes} min, ${seen.frames} frames`);
console.log(`gaps between frames over 25 ms: ${gaps.length} (${worst(gaps)})`);
console.log(`gaps between frames over 50 ms: ${over50}`);
console.log(`tasks of the page over 50 ms: ${tasks.length} (${worst(tasks)})`);
console.log(`heap in MB after each: ${heaps.map((mb) => mb.toFixed(2)).join(' ')}`);
console.log(`of it code, in kB: ${kB(first.code)} to ${kB(last.code)}`);
console.log(`of it all else, in kB: ${kB(first.data)} to ${kB(last.data)}`);
console.log(`requests that wanted a network: ${failed.length} ${failed.slice(0, 5).join(' ')}`);

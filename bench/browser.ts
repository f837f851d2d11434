import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { build, preview } from 'vite';
import { launchOptions } from '../scripts/browsers/chromium.js';
import type { PageBench } from './page/page.ts';
import type { AskTorch } from './peers/torchPeer.ts';

declare global {
  interface Window {
    bench: PageBench;
  }
}

export interface BenchBrowser extends Pick<PageBench, 'measure'> {
  /** Such as `Chromium 141.0.7390.37`. */
  readonly version: string;
  /** The GPU's name as WebGL tells it, or why there is none. */
  readonly renderer: string;
  close(): Promise<void>;
}

/** Builds the benchmarks' page for production, serves it and opens it in a real Chromium. */
export async function openBrowser(askTorch: AskTorch): Promise<BenchBrowser> {
  const outDir = await mkdtemp(join(tmpdir(), 'crps-lab-bench-'));
  const shared = {
    root: fileURLToPath(new URL('./page', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 10_000 },
  } as const;
  await build({ ...shared, worker: { format: 'es' } });
  const server = await preview({ ...shared, preview: { port: 0, host: '127.0.0.1' } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The benchmarks’ page could not be served.');

  /** A browser of its own for each measurement: none inherits memory, compiled shaders or a tired GPU process. */
  async function inBrowser<T>(use: (page: Page, browser: Browser) => Promise<T>): Promise<T> {
    const browser = await chromium.launch(launchOptions());
    try {
      const page = await browser.newPage();
      await page.exposeFunction('askTorch', askTorch);
      await page.goto(address as string);
      await page.waitForFunction(() => 'bench' in window);
      return await use(page, browser);
    } finally {
      await browser.close();
    }
  }

  const { version, renderer } = await inBrowser(async (page, browser) => ({
    version: `Chromium ${browser.version()}`,
    renderer: await page.evaluate(() => window.bench.renderer()),
  }));
  return {
    version,
    renderer,
    measure: (name, quick) =>
      inBrowser((page) =>
        page.evaluate(([one, look]) => window.bench.measure(one, look), [name, quick] as const),
      ),
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

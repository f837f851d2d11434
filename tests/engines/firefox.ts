import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type ElementHandle, type Page } from 'puppeteer-core';
import { findFirefox } from '../../scripts/browsers/firefox.js';
import { findInPage, spelled, testingLibrary } from './find-in-page.ts';
import type { EngineBrowser, Tab, Target } from './tab.ts';

export async function openFirefox(): Promise<EngineBrowser> {
  const downloads = await mkdtemp(join(tmpdir(), 'crps-lab-'));
  const browser = await launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
    },
    protocolTimeout: 0,
  });
  return {
    runtime: /^Firefox \d+$/,
    downloads,
    async tab(width) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width, height: 844 });
      page.setDefaultTimeout(0);
      return new FirefoxTab(page, () => context.close());
    },
    async close() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

class FirefoxTab implements Tab {
  constructor(
    readonly page: Page,
    readonly close: () => Promise<void>,
  ) {}

  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  run: Tab['run'] = (inPage, ...args) =>
    // Both know the types of what crosses; neither knows the other's.
    this.page.evaluate(inPage as never, ...(args as unknown as never[])) as never;

  async find(target: Target): Promise<ElementHandle<Element> | null> {
    await this.page.evaluate(`globalThis.TestingLibraryDom ?? (() => {${testingLibrary}})()`);
    const found = await this.page.evaluateHandle(findInPage, ...spelled(target));
    return found.asElement() as ElementHandle<Element> | null;
  }

  async key(name: string): Promise<void> {
    await this.page.keyboard.press(name as Parameters<Page['keyboard']['press']>[0]);
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.page.screenshot());
  }
}

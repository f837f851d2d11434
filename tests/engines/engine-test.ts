/** What each test of the engines starts from: a tab with nothing stored, at a host that serves the watched build. */
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { StaticSite } from '../static-site.ts';
import { openFirefox } from './firefox.ts';
import { LabInTab } from './lab-in-tab.ts';
import type { EngineBrowser } from './tab.ts';
import { complaints, watchedBuild } from './watched-build.ts';
import { openWebKit } from './webkit.ts';

export interface EngineOptions {
  engine: 'firefox' | 'webkit';
}

interface Fixtures {
  /** Of the page, in pixels. */
  width: number;
  /** Serves the build until it is closed. */
  site: StaticSite;
  lab: LabInTab;
}

interface WorkerFixtures extends EngineOptions {
  browserEngine: EngineBrowser;
  build: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  engine: ['firefox', { option: true, scope: 'worker' }],
  browserEngine: [
    async ({ engine }, use) => {
      const opened = await (engine === 'firefox' ? openFirefox() : openWebKit());
      await use(opened);
      await opened.close();
    },
    { scope: 'worker' },
  ],
  build: [
    async ({ engine: _engine }, use, { project }) =>
      use(await watchedBuild('build', join(project.outputDir, 'watched'))),
    { scope: 'worker' },
  ],
  site: async ({ build }, use) => {
    const site = await new StaticSite(build, '/some/where/').open();
    await use(site);
    await site.close();
  },
  width: [1280, { option: true }],
  lab: async ({ browserEngine, site, width }, use) => {
    const tab = await browserEngine.tab(width);
    try {
      const lab = new LabInTab(tab, site.address, browserEngine.downloads);
      await use(lab);
      expect(await complaints(tab)).toEqual([]);
    } finally {
      await tab.close();
    }
  },
});

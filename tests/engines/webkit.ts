import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, Capabilities, Key, type WebDriver, type WebElement } from 'selenium-webdriver';
import { findWebKit } from '../../scripts/browsers/webkit.js';
import { findInPage, spelled, testingLibrary } from './find-in-page.ts';
import type { EngineBrowser, Tab, Target } from './tab.ts';

/** Of a new window, in pixels. */
const WINDOW_WIDTH = 1024;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** A driver, with a display and a message bus of its own, in a group of processes that end together. */
async function startDriver(home: string): Promise<{ address: string; process: ChildProcess }> {
  const found = findWebKit();
  if (!found) throw new Error('There is no WebKitGTK here.');
  const port = await freePort();
  const screen = ['-a', '-s', '-screen 0 1600x1000x24'];
  const process = spawn(
    found.bus,
    ['--', found.display, ...screen, found.driver, `--port=${port}`],
    {
      stdio: 'ignore',
      detached: true,
      env: {
        ...globalThis.process.env,
        HOME: home,
        XDG_CONFIG_HOME: home,
        LIBGL_ALWAYS_SOFTWARE: '1',
      },
    },
  );
  const address = `http://127.0.0.1:${port}`;
  for (;;) {
    if (await fetch(`${address}/status`).catch(() => null)) return { address, process };
    if (process.exitCode !== null) throw new Error('WebKit’s driver did not start.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A session begins in a second or two. Now and then the driver never answers: then another is asked. */
const ASK_ANOTHER_MS = 30_000;

async function startSession(driver: string): Promise<WebDriver | null> {
  const session = new Builder()
    .usingServer(driver)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: findWebKit()?.browser, args: ['--automation'] },
      }),
    )
    .build();
  const late = new Promise<null>((done) => setTimeout(done, ASK_ANOTHER_MS, null).unref());
  return Promise.race([session, late]);
}

/** With the driver all that it has started. */
function end({ pid }: ChildProcess): void {
  if (pid) globalThis.process.kill(-pid);
}

export async function openWebKit(): Promise<EngineBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'crps-lab-'));
  const downloads = join(home, 'downloads');
  await mkdir(downloads);
  await writeFile(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  return {
    runtime: /^Safari \d+$/,
    downloads,
    async tab(width) {
      for (;;) {
        const { address, process } = await startDriver(home);
        const session = await startSession(address).catch((error: unknown) => {
          end(process);
          throw error;
        });
        if (session) {
          await session.manage().setTimeouts({ script: 3_600_000, pageLoad: 3_600_000 });
          return new WebKitTab(session, width, () => end(process));
        }
        end(process);
      }
    },
    async close() {
      await rm(home, { recursive: true, force: true });
    },
  };
}

class WebKitTab implements Tab {
  constructor(
    readonly driver: WebDriver,
    readonly width: number,
    readonly end: () => void,
  ) {}

  async open(address: string): Promise<void> {
    if (this.width >= WINDOW_WIDTH) return this.driver.get(address);
    // Without a window manager its window cannot be resized. A page of the same host, which is none of the app, holds
    // a frame of the width, which is a viewport of its own.
    await this.driver.get(new URL('/', address).href);
    await this.driver.executeScript(
      (address: string, width: number) => {
        const frame = Object.assign(document.createElement('iframe'), { src: address });
        frame.style.cssText = `width: ${width}px; height: 700px; border: 0`;
        document.body.replaceChildren(frame);
        return new Promise((resolve) => (frame.onload = () => resolve(null)));
      },
      address,
      this.width,
    );
    await this.driver.switchTo().frame(0);
  }

  async reload(): Promise<void> {
    if (this.width < WINDOW_WIDTH) return this.open(await this.run(() => location.href));
    // The driver may answer while the page before is still there.
    await this.run(() => void Object.assign(globalThis, { left: true }));
    await this.driver.navigate().refresh();
    await this.driver.wait(() => this.run(() => !('left' in globalThis) && document.body !== null));
  }

  run: Tab['run'] = (inPage, ...args) =>
    this.driver.executeScript(`return (${inPage.toString()})(...arguments);`, ...args);

  async find(target: Target): Promise<WebElement | null> {
    await this.driver.executeScript(
      `globalThis.TestingLibraryDom || (() => {${testingLibrary}})()`,
    );
    return this.driver.executeScript(
      `return (${findInPage.toString()})(...arguments);`,
      ...spelled(target),
    );
  }

  async key(name: string): Promise<void> {
    const keys: Record<string, string> = { ArrowRight: Key.ARROW_RIGHT };
    await this.driver
      .actions()
      .sendKeys(keys[name] ?? name)
      .perform();
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.driver.takeScreenshot(), 'base64');
  }

  /** The driver may end a browser and never answer: it is not asked, and ends with it. */
  async close(): Promise<void> {
    this.end();
  }
}

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

/** The driver, with a display and a message bus of its own, in a group of processes that end together. */
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

export async function openWebKit(): Promise<EngineBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'crps-lab-'));
  const downloads = join(home, 'downloads');
  await mkdir(downloads);
  await writeFile(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const { address, process } = await startDriver(home);
  return {
    runtime: /^Safari \d+$/,
    downloads,
    async tab(width) {
      const browser = findWebKit()?.browser;
      const driver = await new Builder()
        .usingServer(address)
        .withCapabilities(
          new Capabilities({
            browserName: 'MiniBrowser',
            'webkitgtk:browserOptions': {
              binary: browser,
              args: ['--automation'],
            },
          }),
        )
        .build();
      await driver.manage().setTimeouts({ script: 3_600_000, pageLoad: 3_600_000 });
      return new WebKitTab(driver, address, width);
    },
    async close() {
      if (process.pid) globalThis.process.kill(-process.pid);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** @param server address of the driver, which has one session at most */
async function hasSession(server: string): Promise<boolean> {
  const status = await fetch(`${server}/status`);
  const { value } = (await status.json()) as { value: { message: string } };
  return value.message !== 'No sessions';
}

class WebKitTab implements Tab {
  constructor(
    readonly driver: WebDriver,
    /** Address of the driver. */
    readonly server: string,
    readonly width: number,
  ) {}

  async open(address: string): Promise<void> {
    if (this.width >= WINDOW_WIDTH) return this.driver.get(address);
    // Without a window manager its window cannot be resized. A page of the same host holds a frame of the width,
    // which is a viewport of its own.
    await this.driver.get(new URL('frame', address).href);
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

  /** The driver may end the browser and never answer: that it has none any more is as good. */
  async close(): Promise<void> {
    let ended = false;
    const quit = this.driver.quit().finally(() => (ended = true));
    const gone = async () => {
      while (!ended && (await hasSession(this.server)))
        await new Promise((resolve) => setTimeout(resolve, 500));
    };
    await Promise.race([quit, gone()]);
  }
}

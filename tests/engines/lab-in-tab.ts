import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Tab, Target } from './tab.ts';

/** What a user does on the app's pages, in a tab of any browser. Whatever is looked for is waited for. */
export class LabInTab {
  constructor(
    readonly tab: Tab,
    readonly address: string,
    readonly downloads: string,
  ) {}

  /** Opens the lab, with a study kept from an earlier visit where one is given. */
  async open(study?: object): Promise<void> {
    if (study) {
      // On a page without the app: where WebKit's first page is loaded again while its service worker starts, that
      // worker may stay “installing” for as long as the browser runs.
      await this.tab.open(`${this.address}none`);
      await this.tab.run(
        (text) => localStorage.setItem('crps-lab:study', text),
        JSON.stringify(study),
      );
    }
    await this.tab.open(this.address);
    await expect.poll(() => this.tab.find({ role: 'button', name: 'Run' })).not.toBeNull();
  }

  async press(role: string, name: Target['name']): Promise<void> {
    await expect(async () => {
      const found = await this.tab.find({ role, name });
      if (!found) throw new Error(`There is no ${role} named ${String(name)}.`);
      await found.click();
    }).toPass();
  }

  /** The page's text, with what only screen readers hear. */
  text(): Promise<string> {
    return this.tab.run(() => document.body.textContent ?? '');
  }

  async shows(text: RegExp): Promise<void> {
    await expect.poll(() => this.text()).toMatch(text);
  }

  async finishes(total: number): Promise<void> {
    await this.shows(new RegExp(`Finished: ${total} of ${total} replicates finished`));
  }

  async finishedCount(): Promise<number> {
    const counts = /(\d+) of \d+ replicates finished/.exec(await this.text());
    return Number(counts?.[1] ?? 0);
  }

  /** The means, standard deviations and log scores of all variants, as the table says them. */
  rows(): Promise<string[]> {
    return this.tab.run(() =>
      [...document.querySelectorAll('main table tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent?.trim()).join(' | '),
      ),
    );
  }

  /** Drops a file on the page as from the desktop. */
  async drop(name: string, content: string): Promise<void> {
    await this.tab.run(
      (name, content) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], name, { type: 'text/csv' }));
        for (const type of ['dragover', 'drop'])
          document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
          );
      },
      name,
      content,
    );
  }

  /** Presses a button of the dialog that saves a file. */
  async saves(name: string): Promise<{ readonly name: string; readonly content: Buffer }> {
    await this.press('button', name);
    let saved = { name: '', content: Buffer.alloc(0) };
    await expect(async () => {
      const file = /Saved ([\w.-]+\w)/.exec(await this.text())?.[1] ?? '';
      // While a file comes, it has another name beside it, or no content yet.
      expect(await readdir(this.downloads)).toEqual([file]);
      saved = { name: file, content: await readFile(join(this.downloads, file)) };
      expect(saved.content.length).toBeGreaterThan(0);
      await rm(join(this.downloads, file));
    }).toPass();
    return saved;
  }
}

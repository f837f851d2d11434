import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../app.css';
import { History } from '#lib/history/history.ts';
import { DataClient } from '#lib/workers/data-client.ts';
import { FileOpening } from './file-opening.svelte.ts';
import ConfigColumn from './ConfigColumn.svelte';
import { Lab } from './lab.svelte.ts';

let lab: Lab;
let column: Record<string, unknown>;

beforeEach(() => {
  lab = new Lab({
    store: null,
    history: new History('config-test'),
    door: new DataClient(),
    startRun: () => {
      throw new Error('Nothing runs here.');
    },
    cores: 2,
  });
  column = mount(ConfigColumn, {
    target: document.body,
    props: { lab, opening: new FileOpening(lab) },
  });
});

afterEach(async () => {
  await unmount(column);
});

const region = (name: string) => page.getByRole('region', { name, exact: true });

async function open(name: string) {
  await region(name).getByRole('button').first().click();
}

test('a closed group says in a line what it holds', async () => {
  await expect.element(region('Model')).toHaveTextContent('2 × 64, relu, 1 density, log-normal');
  await expect.element(region('Training')).toHaveTextContent('NLL, 20 epochs, batches of 64');
});

test('a number stays as it is typed, and arrow keys step it', async () => {
  await open('Training');
  const rate = page.getByRole('textbox', { name: 'Learning rate', exact: true });
  await rate.fill('0.0');
  await expect.element(rate).toHaveValue('0.0');
  await rate.fill('0.05');
  expect(lab.draft.study.base.learningRate).toBe(0.05);
  const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
  await epochs.click();
  await userEvent.keyboard('{ArrowUp}{Shift>}{ArrowUp}{/Shift}');
  expect(lab.draft.study.base.epochs).toBe(31);
});

test('what is wrong is said beside the field and bound to it, and counted where the group is closed', async () => {
  await open('Training');
  const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
  await epochs.fill('');
  await expect.element(epochs).toHaveAccessibleDescription(/got nothing that reads as a number/);
  await expect.element(epochs).toBeInvalid();
  await open('Training');
  await expect.element(region('Training')).toHaveTextContent('1 problem');
});

test('a share is typed in per cent, and an empty optional number means none', async () => {
  await open('Model');
  await page.getByRole('textbox', { name: 'Dropout', exact: true }).fill('35');
  expect(lab.draft.study.base.dropout).toBe(0.35);
  await open('Training');
  await page.getByRole('textbox', { name: 'Clip gradients', exact: true }).fill('');
  expect(lab.draft.study.base.clipNorm).toBeNull();
});

test('a variant shows only what differs from the base, and any setting can be made to differ', async () => {
  const variants = region('Variants');
  await page.getByRole('button', { name: 'Edit 1 density' }).click();
  await page.getByRole('button', { name: 'Change a setting of 1 density' }).click();
  await page.getByRole('menuitem', { name: /^Streams/ }).click();
  await variants.getByRole('radio', { name: 'Separate' }).click();
  expect(lab.draft.study.variants[0]).toEqual({ name: '1 density', streams: 'separate' });
  await page.getByRole('button', { name: 'Done editing 1 density' }).click();
  await expect.element(variants).toHaveTextContent('separate streams');
});

test('a preset replaces the study in one click, and undo is offered by the draft', async () => {
  lab.draft.setBase('epochs', 3);
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: /Does dropout help/ }).click();
  expect(lab.draft.study.title).toBe('Does dropout help?');
  lab.draft.undo();
  expect(lab.draft.study.base.epochs).toBe(3);
});

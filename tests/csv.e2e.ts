import { expect, test, type Page } from '@playwright/test';
import { dropFile } from './drop-file.ts';
import { LabPage, smallStudy } from './lab-page.ts';

/** Gives the picker a file: a dropped one would pass through this test as one long string. */
async function pick(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

function cases(rows: number): string {
  const lines = ['procedure,code,age,minutes'];
  for (let i = 0; i < rows; i++) {
    const procedure = ['hernia repair', 'tonsillectomy', 'hip replacement'][i % 3];
    const minutes = 30 + 40 * (i % 3) + ((i * 7919) % 23);
    lines.push(`${procedure},00${i % 4},${20 + ((i * 31) % 60)},${minutes}`);
  }
  return lines.join('\n');
}

async function openData(page: Page): Promise<void> {
  const group = page.getByRole('region', { name: 'Data', exact: true });
  const toggle = group.getByRole('button', { name: /^Data/ }).first();
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
}

test('a CSV is dropped, configured and run; a reload keeps it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  await openData(page);
  await dropFile(page, 'cases.csv', cases(300));
  const group = page.getByRole('region', { name: 'Data', exact: true });
  await expect(group).toContainText('cases.csv');
  await group.getByLabel('Target', { exact: true }).click();
  await page.getByRole('option', { name: /^minutes/ }).click();
  await group.getByLabel('Unit', { exact: true }).fill('min');
  await group.getByLabel('Unit', { exact: true }).press('Tab');
  await lab.run();
  await lab.finished(8);
  expect((await lab.variantRows()).map((row) => row.n)).toEqual(['4/4', '4/4']);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Data', exact: true })).toContainText('cases.csv');
  await lab.run();
  await lab.finished(8);
});

test('targets at or below zero are refused for a log-normal, and a button mends it', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(smallStudy);
  await openData(page);
  const lines = ['x,delay', ...Array.from({ length: 100 }, (_, i) => `${i % 10},${(i % 50) - 10}`)];
  await dropFile(page, 'delays.csv', lines.join('\n'));
  const group = page.getByRole('region', { name: 'Data', exact: true });
  await expect(group.getByRole('alert')).toContainText(/log-normal/);
  await expect(lab.button('Run')).toHaveAttribute('aria-disabled', 'true');
  await group.getByRole('alert').getByRole('button', { name: /shift/i }).click();
  await lab.run();
  await lab.finished(8);
});

const megabyte = 1 << 20;
const bad: [string, string | Buffer, RegExp][] = [
  ['empty.csv', '', /empty/i],
  [
    'one-column.csv',
    'minutes\n' + Array.from({ length: 40 }, (_, i) => i + 1).join('\n'),
    /column/i,
  ],
  ['ragged.csv', cases(30).replace(/\n([^\n]*)$/, '\nhernia repair,001,33,70,99,98'), /line 31/i],
  ['one-line.csv', Buffer.alloc(10 * megabyte, 'a'), /line/i],
  [
    'binary.csv',
    Buffer.from(Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)),
    /binary|text/i,
  ],
  [
    'encoding.csv',
    Buffer.concat([
      Buffer.from('\uFEFFprocedure,minutes\n'),
      Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80]),
      Buffer.from(',40\n'.repeat(40)),
    ]),
    /encoding|UTF-8/i,
  ],
];

for (const [name, content, reason] of bad) {
  test(`${name} is refused with the reason, and the study stays as it was`, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(smallStudy);
    await openData(page);
    const group = page.getByRole('region', { name: 'Data', exact: true });
    await pick(page, name, Buffer.from(content));
    await expect(group.getByRole('alert')).toContainText(reason);
    await lab.run();
    await lab.finished(8);
  });
}

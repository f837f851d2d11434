import { expect, test, type Locator, type Page } from '@playwright/test';
import { seriousFaults } from './axe.ts';

async function open(page: Page): Promise<void> {
  await page.goto('lecture/score/');
  await expect(page.getByRole('heading', { name: 'The score explained' })).toBeVisible();
  await expect(outcome(page)).toBeVisible();
}

const outcome = (page: Page): Locator => page.getByRole('slider', { name: 'Outcome', exact: true });
const middle = (page: Page, density: number): Locator =>
  page.getByRole('slider', { name: `Middle of density ${density}`, exact: true });
const shown = async (page: Page, term: string): Promise<number> =>
  Number.parseFloat(await page.locator('.term', { hasText: term }).locator('dd').innerText());

async function drag(page: Page, grip: Locator, by: { x: number; y: number }): Promise<void> {
  await grip.scrollIntoViewIfNeeded();
  const box = (await grip.locator('.hit').boundingBox())!;
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + by.x / 2, at.y + by.y / 2);
  await page.mouse.move(at.x + by.x, at.y + by.y);
  await page.mouse.up();
}

test('opens with the worked example, exact and by quadrature', async ({ page }) => {
  await open(page);
  expect(await shown(page, 'CRPS')).toBe(13.46);
  await expect(page.getByText('Closed form 13.458710436')).toBeVisible();
  await expect(page.getByText('Quadrature 13.458710436')).toBeVisible();
  await expect(page.getByText('CRPS 13.46 min, filled:')).toBeVisible();
  await expect(page.getByText('13.45871043557', { exact: false })).toBeVisible();
});

test('the outcome follows the pointer and the arrow keys, and says its score', async ({ page }) => {
  await open(page);
  await drag(page, outcome(page), { x: 120, y: 0 });
  const dragged = Number(await outcome(page).getAttribute('aria-valuenow'));
  expect(dragged).toBeGreaterThan(110);
  expect(await shown(page, 'CRPS')).not.toBe(13.46);
  await page.keyboard.press('Home');
  await expect(outcome(page)).toHaveAttribute('aria-valuenow', '0');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(outcome(page)).toHaveAttribute('aria-valuenow', '29');
  await expect(outcome(page)).toHaveAttribute(
    'aria-valuetext',
    /^29 minutes; CRPS \d+\.\d\d minutes$/,
  );
  const [score, distance, spread] = [
    await shown(page, 'CRPS'),
    await shown(page, 'E|X − y|'),
    await shown(page, '½E|X − X′|'),
  ];
  expect(Math.abs(distance - spread - score)).toBeLessThan(0.011);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(outcome(page)).toHaveAttribute('aria-valuenow', '95');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(outcome(page)).toHaveAttribute('aria-valuenow', '29');
});

test('a disc moves its density across, and up and down its weight', async ({ page }) => {
  await open(page);
  const before = Number(await middle(page, 1).getAttribute('aria-valuenow'));
  await drag(page, middle(page, 1), { x: 60, y: 2 });
  expect(Number(await middle(page, 1).getAttribute('aria-valuenow'))).toBeGreaterThan(before + 5);
  const weight = page.getByRole('textbox', { name: 'Weight of density 1' });
  await expect(weight).toHaveValue('70');
  await drag(page, middle(page, 1), { x: 1, y: 40 });
  expect(Number(await weight.inputValue())).toBeLessThan(60);
  await middle(page, 1).press('ArrowUp');
  const raised = Number(await weight.inputValue());
  const other = Number(
    await page.getByRole('textbox', { name: 'Weight of density 2' }).inputValue(),
  );
  expect(raised + other).toBeCloseTo(100, 0);
});

test('densities come and go, families change, presets and numbers are taken', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Add a density' }).click();
  await expect(middle(page, 3)).toBeVisible();
  await page.getByRole('button', { name: 'Add a density' }).click();
  await expect(page.getByRole('button', { name: 'Add a density' })).toBeDisabled();
  await page.getByRole('button', { name: 'Remove density 4' }).click();
  await expect(middle(page, 4)).toBeHidden();
  await page.getByRole('radio', { name: 'Normal', exact: true }).click();
  await expect(page.getByText('three normal densities')).toBeVisible();
  await page.getByLabel(/^Example:/).click();
  await page.getByRole('option', { name: /Too sure/ }).click();
  await expect(page.getByText('one log-normal density')).toBeVisible();
  const width = page.getByRole('textbox', { name: 'Width of density 1' });
  await width.fill('0.5');
  await width.blur();
  await expect(
    page.getByRole('slider', { name: 'Width of density 1', exact: true }),
  ).toHaveAttribute('aria-valuenow', '0.5');
});

test('the figure gives its numbers and its picture', async ({ page }) => {
  await open(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download PNG' }).first().click();
  expect((await download).suggestedFilename()).toBe('forecast-and-outcome-min.png');
  await page.getByRole('button', { name: 'Data table' }).first().click();
  await expect(page.getByRole('region', { name: /Forecast and outcome/ })).toContainText(
    '(F − step)²',
  );
});

test('pairs are drawn, paused, and with reduced motion counted at once', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Draw pairs' }).click();
  await expect(page.getByText(/n = [1-9]/)).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  const count = await page.locator('.count').innerText();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  expect(await page.locator('.count').innerText()).toBe(count);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('n = 0')).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Draw pairs' }).click();
  await expect(page.getByText('n = 100,000')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '100,000 pairs: CRPS 13.' })).toHaveCount(
    1,
  );
  // Another outcome is another question.
  await outcome(page).press('ArrowRight');
  await expect(page.getByText('n = 0')).toBeVisible();
});

test('every formula is MathML in a font for it, every step folds', async ({ page }) => {
  const barred: string[] = [];
  page.on('console', (message) => message.type() === 'error' && barred.push(message.text()));
  await open(page);
  // Where the system has a mathematical font, the shipped one is not fetched.
  const fonts = () =>
    page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].map(({ status }) => status);
    });
  expect(await fonts()).not.toContain('error');
  expect(barred).toEqual([]);
  expect(await page.locator('math').count()).toBeGreaterThan(30);
  expect(await page.locator('math [style]').count()).toBe(0);
  await page.getByRole('button', { name: 'Fold all' }).click();
  await expect(page.getByText('squared difference of the two')).toBeHidden();
  await page.getByText('The definition').click();
  await expect(page.getByText('squared difference of the two')).toBeVisible();
});

test('the lab’s help leads to the page', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'See it drawn' }).click();
  await expect(page.getByRole('heading', { name: 'The score explained' })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

for (const [device, viewport] of [
  ['a phone', { width: 360, height: 740 }],
  ['a projector', { width: 1920, height: 1080 }],
] as const) {
  test(`axe finds nothing serious on ${device}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await open(page);
    await page.getByRole('button', { name: 'Draw pairs' }).click();
    await expect(page.getByText('n = 100,000')).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  });
}

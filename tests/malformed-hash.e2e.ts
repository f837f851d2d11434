import { expect, test } from '@playwright/test';

for (const path of ['', 'result/', 'runs/', 'lecture/']) {
  test(`a % that cannot be decoded harms nothing at /${path}`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`./${path}#%E0%A4%A`);
    await expect(page).toHaveURL(/#%25E0%25A4%25A$/);
    await expect(page.getByRole('main').first()).toBeVisible();
    await page.evaluate(() => (location.hash = '%'));
    await expect(page).toHaveURL(/#%25$/);
    // Away and back: the router reads the address again.
    const [name, there] = path === 'runs/' ? ['Lab', /\/$/] : ['Runs', /\/runs\/$/];
    await page.getByRole('link', { name }).first().click();
    await expect(page).toHaveURL(there);
    await page.goBack();
    await expect(page).toHaveURL(/#%25$/);
    await page.getByRole('link', { name }).first().click();
    await expect(page).toHaveURL(there);
    expect(errors).toEqual([]);
  });
}

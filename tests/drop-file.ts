import type { Page } from '@playwright/test';

/** Drops a file on the page as a user does from the desktop. */
export async function dropFile(
  page: Page,
  name: string,
  content: string | Buffer,
  type = 'text/csv',
): Promise<void> {
  const base64 = Buffer.from(content).toString('base64');
  const transfer = await page.evaluateHandle(
    ([file, data, media]) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const items = new DataTransfer();
      items.items.add(new File([bytes], file, { type: media }));
      return items;
    },
    [name, base64, type],
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

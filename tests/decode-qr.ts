import type { Locator } from '@playwright/test';
import jsQR from 'jsqr';

/** What a phone's camera would read off the screen: the element's own pixels, decoded. Null: no code. */
export async function decodeQr(picture: Locator): Promise<string | null> {
  const png = (await picture.screenshot()).toString('base64');
  const { width, height, grey } = await picture.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const grey = Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]);
    return { width: bitmap.width, height: bitmap.height, grey };
  }, png);
  const pixels = Uint8ClampedArray.from(grey.flatMap((value) => [value, value, value, 255]));
  return jsQR(pixels, width, height)?.data ?? null;
}

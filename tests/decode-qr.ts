import type { Locator } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';

/**
 * What a phone's camera would read off the screen: the element's own pixels, decoded.
 * @throws Error where no code is found
 */
export async function decodeQr(code: Locator): Promise<string> {
  const png = (await code.screenshot()).toString('base64');
  const picture = await code.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return { width, height, data: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
  }, png);
  return decodeQR({ ...picture, data: Uint8Array.from(picture.data) });
}

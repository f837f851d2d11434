import type { Locator } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';

/**
 * What a phone's camera would read off the screen: the element's own pixels, decoded.
 * @throws Error where no code is found
 */
export async function decodeQr(code: Locator): Promise<string> {
  const png = (await code.screenshot()).toString('base64');
  const { width, height, rgba } = await code.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, width, height) ?? { data: new Uint8Array() };
    // As one text: a list of a million numbers takes seconds to come.
    const url = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.readAsDataURL(new Blob([data]));
    });
    return { width, height, rgba: url.slice(url.indexOf(',') + 1) };
  }, png);
  return decodeQR({ width, height, data: Uint8Array.from(Buffer.from(rgba, 'base64')) });
}

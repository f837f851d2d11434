/**
 * Deflate by the browser's own streams (Chromium 103, Safari 16.4, Firefox 113; Node 20.12). Safari 16.4
 * is also the first that runs the kernels, so a library would serve nobody more.
 */
export type Inflated =
  | { readonly status: 'ok'; readonly text: string }
  /** More than was allowed; what came until then is thrown away. */
  | { readonly status: 'too-large' }
  | { readonly status: 'damaged' };

/** Deflate makes at most 1,032 bytes of one: fed in slices, a bomb is noticed within a megabyte. */
const SLICE_BYTES = 512;

export async function deflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function feed(sink: WritableStream<BufferSource>, bytes: Uint8Array<ArrayBuffer>) {
  const writer = sink.getWriter();
  try {
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      await writer.ready;
      await writer.write(bytes.subarray(at, at + SLICE_BYTES));
    }
    await writer.close();
  } catch {
    // The reader hears of it.
  }
}

/**
 * Never throws, and never holds much more than `mostBytes`, whatever the bytes.
 * @param mostBytes what may come out
 */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  mostBytes: number,
): Promise<Inflated> {
  const stream = new DecompressionStream('deflate-raw');
  void feed(stream.writable, bytes);
  const reader = stream.readable.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > mostBytes) {
        void reader.cancel().catch(() => undefined);
        return { status: 'too-large' };
      }
      parts.push(value);
    }
    const whole = await new Blob(parts).arrayBuffer();
    return { status: 'ok', text: new TextDecoder('utf-8', { fatal: true }).decode(whole) };
  } catch {
    return { status: 'damaged' };
  }
}

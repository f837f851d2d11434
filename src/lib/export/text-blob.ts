import { paced } from './paced.ts';

/** Characters joined before they become one part of a blob. */
const PART = 1 << 16;

/** Joins many short texts into pieces of some 64 kB. */
export function* joined(texts: Iterable<string>): Generator<string> {
  let part: string[] = [];
  let length = 0;
  for (const text of texts) {
    part.push(text);
    length += text.length;
    // An empty piece lets go of the thread now and then while one is being filled.
    if (length < PART) yield '';
    else {
      yield part.join('');
      part = [];
      length = 0;
    }
  }
  if (length > 0) yield part.join('');
}

/** A file of many lines, made in slices. @param type its media type */
export async function textBlob(
  texts: Iterable<string>,
  type: string,
  signal: AbortSignal,
): Promise<Blob> {
  const parts: string[] = [];
  await paced(joined(texts), (part) => part && parts.push(part), signal);
  return new Blob(parts, { type });
}

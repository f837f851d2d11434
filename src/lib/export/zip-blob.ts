import { Zip, ZipDeflate } from 'fflate';
import { paced } from './paced.ts';
import { joined } from './text-blob.ts';

/** A file of an archive, text or bytes, made while it is packed. */
export interface ArchiveFile {
  /** With folders, such as `model/README.md`. */
  readonly path: string;
  readonly content: string | Uint8Array<ArrayBuffer> | Iterable<string>;
}

const PIECE = 1 << 16;

function* sliced(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function* encoded(texts: Iterable<string>): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for (const text of texts) yield encoder.encode(text);
}

function piecesOf({ content }: ArchiveFile): Iterable<Uint8Array<ArrayBuffer>> {
  if (content instanceof Uint8Array) return sliced(content);
  return typeof content === 'string'
    ? sliced(new TextEncoder().encode(content))
    : encoded(joined(content));
}

/** Packs files one after the other, in slices. @throws the signal's reason once it is aborted */
export async function zipBlob(files: Iterable<ArchiveFile>, signal: AbortSignal): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  for (const file of files) {
    const packing = new ZipDeflate(file.path);
    zip.add(packing);
    await paced(piecesOf(file), (piece) => piece.length > 0 && packing.push(piece), signal);
    packing.push(new Uint8Array(0), true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}

import { openLink, sealLink } from '#lib/share/link-envelope.ts';
import type { RaceRecord } from './race-record.ts';
import { readRecord, writeRecord, type ReadRecord } from './record-document.ts';

/** @param page address of the lecture, without a hash */
export async function writeRecordLink(record: RaceRecord, page: string): Promise<string> {
  return `${page}#result=${await sealLink(JSON.stringify(writeRecord(record)))}`;
}

/** Links of results are short; a longer one is none of ours. */
const LONGEST = 20_000;

/**
 * Never throws, whatever it is given.
 * @param text a whole link, or what stands after `result=` in one
 */
export async function readRecordLink(text: string): Promise<ReadRecord> {
  const refused = (message: string): ReadRecord => ({ ok: false, message });
  if (text.length > LONGEST) return refused('It is far too long to be the result of a race.');
  const sealed = /#result=(\S+)/.exec(text)?.[1] ?? text.trim();
  const opened = await openLink(sealed);
  switch (opened.status) {
    case 'ok': {
      const read = readRecord(opened.document);
      return read.ok ? read : refused(`It is not the result of a race (${read.message}).`);
    }
    case 'empty':
    case 'no-link':
      return refused('There is no result in it. A link ends in #result=1: and letters.');
    case 'cut':
      return refused('It was cut short on its way. Ask for the whole link.');
    case 'damaged':
      return refused('It was changed on its way: its check does not fit. Copy it again.');
    case 'too-long':
    case 'too-large':
      return refused('It is far too long to be the result of a race.');
    case 'other-version':
      return refused(
        `It is of version ${opened.version}, which this version of CRPS Lab does not know. Reload the page for a newer one.`,
      );
    default:
      return opened satisfies never;
  }
}

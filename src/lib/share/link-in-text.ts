/**
 * The link of a result in whatever arrives: an address, the part after its #, or a message around it. Programs
 * that pass links on wrap and quote lines, put brackets and full stops around, and escape characters. None of
 * that is damage: a link says where it ends, by its check, so what stands before, within and after it can be
 * told from the link itself.
 */
import { CHECK_LENGTH, checkOf } from './link-check.ts';

export interface LinkInText {
  /** Of its format. */
  readonly version: number;
  readonly payload: string;
  /** As many characters of the check as there are. */
  readonly check: string;
  /** The check fits: it is the text that was sent. */
  readonly sound: boolean;
}

/** What looks like a link and is none, such as `12:30`, is not looked at more often than that. */
const MOST_LINKS = 16;
/** Full stops that may be the one before the check. */
const MOST_STOPS = 4;

/** What programs write in the place of a character: `%3A`, and `%253A` where two of them did. */
function unescaped(text: string): string {
  let before: string;
  let after = text;
  do {
    before = after;
    after = before.replace(/%([0-7][\dA-F])/gi, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    );
  } while (after !== before && before.length <= text.length);
  return after;
}

/** What programs put between the lines of a link, and what they write in the place of a line end. */
const MARKS = /(?:\\[nrt]|[^\w.-])+/;

/** Every way to read one link: the characters up to each full stop, and the check after it. */
function* readings(version: number, text: string): Generator<LinkInText> {
  // Alone, as it stands; and without whatever a link cannot hold.
  for (const letters of [
    /^[\w.-]*/.exec(text)?.[0] ?? '',
    text.replace(new RegExp(MARKS, 'g'), ''),
  ]) {
    let stop = letters.indexOf('.');
    for (let stops = 0; stop >= 0 && stops < MOST_STOPS; stops++) {
      const payload = letters.slice(0, stop).replaceAll('.', '');
      const check = letters
        .slice(stop + 1)
        .replaceAll('.', '')
        .slice(0, CHECK_LENGTH);
      const sound = check.length === CHECK_LENGTH && check === checkOf(`${version}:${payload}`);
      yield { version, payload, check, sound };
      stop = letters.indexOf('.', stop + 1);
    }
  }
}

/** What there is of a link whose check does not fit, for words on what is wrong with it. */
function remains(version: number, text: string): LinkInText {
  const goesOn = new RegExp(`^${MARKS.source}([\\w-]{${CHECK_LENGTH},})`);
  let payload = /^[\w-]*/.exec(text)?.[0] ?? '';
  let rest = text.slice(payload.length);
  // Words of a sentence, which are shorter, are no line of a link.
  for (let more = goesOn.exec(rest); more; more = goesOn.exec(rest)) {
    payload += more[1];
    rest = rest.slice(more[0].length);
  }
  const check = /^\.([\w-]*)/.exec(rest)?.[1]?.slice(0, CHECK_LENGTH) ?? '';
  return { version, payload, check, sound: false };
}

/** @returns null where there is nothing that could be a link */
export function linkInText(text: string): LinkInText | null {
  const plain = unescaped(text);
  const [, number] = /^[#\s]*(\d{1,6})\s*$/.exec(plain) ?? [];
  if (number !== undefined)
    return { version: Number(number), payload: '', check: '', sound: false };
  // After a # or at the beginning; a # alone may be lost where the address was taken apart.
  const starts = [...plain.matchAll(/(?<![\w-])(\d{1,6}):/g)].slice(0, MOST_LINKS);
  const found = starts.map((match) => ({
    version: Number(match[1]),
    marked: plain[match.index - 1] === '#' || plain.slice(0, match.index).trim() === '',
    rest: plain.slice(match.index + match[0].length),
  }));
  for (const { version, rest } of found)
    for (const reading of readings(version, rest)) if (reading.sound) return reading;
  const left = found
    .filter(({ marked }) => marked)
    .map(({ version, rest }) => remains(version, rest));
  return left.sort((a, b) => b.payload.length - a.payload.length)[0] ?? null;
}

/** What stands after the # of an address with this link. */
export function hashOfLink({ version, payload, check }: LinkInText): string {
  return `#${version}:${payload}${check && `.${check}`}`;
}

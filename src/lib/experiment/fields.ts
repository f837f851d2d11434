/**
 * Valibot schemas of single fields. Each is one check with one message, 'expected …, got …', so that a
 * field never reports twice, and what is expected is written once, beside the check.
 */
import * as v from 'valibot';
import { showValue } from './problem.ts';
import { visibleText } from './visible-text.ts';

/** @param expected completes the sentence 'expected …' */
export function field<T>(is: (value: unknown) => boolean, expected: string) {
  return v.custom<T>(is, ({ input }) =>
    input === undefined ? missing(expected) : `expected ${expected}, got ${showValue(input)}`,
  );
}

/** JSON has no undefined: a field that is undefined is not there. */
function missing(expected: string): string {
  return `this field is missing; expected ${expected}`;
}

export function wholeNumber(from: number, to: number) {
  return field<number>(
    (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
    `a whole number from ${from} to ${to}`,
  );
}

export const seedNumber = field<number>(
  Number.isSafeInteger,
  `a whole number between −${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`,
);

/** A finite number that `is` allows. */
export function number(is: (value: number) => boolean, expected: string) {
  return field<number>((value) => Number.isFinite(value) && is(value as number), expected);
}

export function choice<const T extends string>(...options: readonly T[]) {
  const quoted = options.map((option) => JSON.stringify(option));
  const expected = `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`;
  return field<T>((value) => (options as readonly unknown[]).includes(value), expected);
}

export function text(longest: number) {
  return field<string>(
    (value) => typeof value === 'string' && value.length <= longest,
    `text of at most ${longest} characters`,
  );
}

export function filledText(longest: number, what: string) {
  return field<string>(
    (value) => typeof value === 'string' && value.trim() !== '' && value.length <= longest,
    `${what} (1 to ${longest} characters)`,
  );
}

/** Text that people see, such as a title: what is hidden in it is shown. Blank text is none. */
export function shownText(longest: number) {
  return v.pipe(
    text(longest),
    v.transform((value) => (value.trim() === '' ? '' : visibleText(value))),
  );
}

/** The same where there must be some. */
export function shownName(longest: number, what: string) {
  return v.pipe(filledText(longest, what), v.transform(visibleText));
}

export const yesOrNo = field<boolean>((value) => typeof value === 'boolean', 'true or false');

/** A list whose length is checked before its elements, so that a hostile one costs nothing. */
export function list<S extends v.GenericSchema>(from: number, to: number, what: string, item: S) {
  return v.pipe(
    field<unknown[]>(
      (value) => Array.isArray(value) && value.length >= from && value.length <= to,
      `a list of ${from} to ${to} ${what}`,
    ),
    v.array(item),
  );
}

/** True for what JSON calls an object: no array, no class of ours or the platform's. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An object with these fields and no other; an unknown one, such as `__proto__`, is refused by name. */
export function record<E extends v.ObjectEntries>(entries: E) {
  const known = Object.keys(entries).join(', ');
  return v.pipe(
    field<Record<string, unknown>>(isRecord, `an object with the fields ${known}`),
    v.strictObject(entries, ({ expected, path }) => {
      // Valibot expects 'never' of a field that is not known, and the name of one that is not there.
      if (expected === 'never')
        return `expected one of the fields ${known}, got one of another name`;
      const absent = v.safeParse(entries[path?.at(-1)?.key as string], undefined);
      return absent.issues?.[0].message ?? missing('a value');
    }),
  );
}

/** An object used as a map: any key but `__proto__`, one kind of value. */
export function dictionary<S extends v.GenericSchema>(largest: number, what: string, value: S) {
  return v.pipe(
    field<Record<string, v.InferInput<S>>>(
      (input) =>
        isRecord(input) &&
        !Object.hasOwn(input, '__proto__') &&
        Object.keys(input).length <= largest,
      `an object of at most ${largest} ${what}`,
    ),
    v.rawTransform(({ dataset, addIssue }) => {
      const checked: Record<string, v.InferOutput<S>> = {};
      for (const key of Object.keys(dataset.value)) {
        const input = dataset.value[key];
        const result = v.safeParse(value, input);
        if (result.success) checked[key] = result.output;
        else {
          addIssue({
            message: result.issues[0].message,
            path: [{ type: 'object', origin: 'value', input: dataset.value, key, value: input }],
          });
        }
      }
      return checked;
    }),
  );
}

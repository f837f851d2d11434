/** The study that survives a reload. What storage holds may be old, cut short or someone else's: it is repaired field by field. */
import { withNamesApart } from '#lib/experiment/kept-study.ts';
import type { Study } from '#lib/experiment/study.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';

const KEY = 'crps-lab:study';

export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Deletes what lies at a dotted path, less its last `up` parts; deleting nothing is no error. */
function without(input: unknown, path: string, up: number): unknown {
  const parts = path.split('.');
  const [head, ...rest] = parts.slice(0, Math.max(1, parts.length - up));
  if (typeof input !== 'object' || input === null || head === undefined) return undefined;
  const inner = rest.join('.');
  if (Array.isArray(input)) {
    return input.flatMap((item: unknown, index) =>
      String(index) !== head ? [item] : inner ? [without(item, inner, 0)] : [],
    );
  }
  return Object.fromEntries(
    Object.entries(input).flatMap(([key, value]: [string, unknown]) =>
      key !== head ? [[key, value]] : inner ? [[key, without(value, inner, 0)]] : [],
    ),
  );
}

/** A study as near to `input` as can be: a field that cannot be read takes its default, then what holds it. */
export function repairStudy(input: unknown): Study | null {
  let candidate = withNamesApart(input);
  for (let up = 0; up < 4; up++) {
    const parsed = parseStudy(candidate);
    if (parsed.ok) return parsed.study;
    for (const { path } of parsed.problems) {
      if (path === '') return null;
      candidate = without(candidate, path, up);
    }
  }
  return null;
}

/** The stored study, or null where there is none that can be read. */
export function readStudy(store: KeyValueStore): Study | null {
  try {
    const text = store.getItem(KEY);
    return text === null ? null : repairStudy(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Best effort: storage that is barred or full loses the reload, never the page. */
export function writeStudy(store: KeyValueStore, study: Study): void {
  try {
    store.setItem(KEY, JSON.stringify(study));
  } catch {
    // Nothing to do: the study stays in memory.
  }
}

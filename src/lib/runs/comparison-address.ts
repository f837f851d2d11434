/**
 * A comparison as the part of the address after #: `compare=3,5.1&reference=5.1`. A number is a run with
 * all its variants, a number with a point one of its variants, counted from 1.
 */
export interface EntryAddress {
  readonly run: number;
  /** From 0. */
  readonly variant: number;
}

export interface ComparisonAddress {
  /** In the order in which they are shown. */
  readonly parts: readonly (EntryAddress | { readonly run: number; readonly variant: null })[];
  /** null: the first. */
  readonly reference: EntryAddress | null;
}

const PART = /^(\d{1,15})(?:\.([1-9]\d?))?$/;

function parsePart(text: string): ComparisonAddress['parts'][number] | null {
  const found = PART.exec(text);
  if (!found) return null;
  return { run: Number(found[1]), variant: found[2] === undefined ? null : Number(found[2]) - 1 };
}

/** @returns null where the address asks for no comparison; parts that cannot be read are left out */
export function parseComparison(hash: string): ComparisonAddress | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const listed = fields.get('compare');
  if (listed === null) return null;
  const parts = listed.split(',').flatMap((text) => parsePart(text) ?? []);
  const reference = parsePart(fields.get('reference') ?? '');
  return {
    parts: parts.filter((part, i) => parts.findIndex((other) => samePart(other, part)) === i),
    reference: reference && reference.variant !== null ? reference : null,
  };
}

type Part = ComparisonAddress['parts'][number];

export function samePart(a: Part, b: Part): boolean {
  return a.run === b.run && a.variant === b.variant;
}

function partInAddress({ run, variant }: Part): string {
  return variant === null ? String(run) : `${run}.${variant + 1}`;
}

export function comparisonInAddress({ parts, reference }: ComparisonAddress): string {
  const listed = `#compare=${parts.map(partInAddress).join(',')}`;
  return reference ? `${listed}&reference=${partInAddress(reference)}` : listed;
}

import type { DataTable } from './data-table.ts';
import type {
  DistributionRow,
  DistributionVariant,
  DistributionView,
} from './distribution-view.ts';
import { finer, type Digits } from '#lib/format/digits.ts';
import { counted } from '#lib/format/counted.ts';
import { numberWords, withUnit } from '#lib/format/number-words.ts';

/** More variants than this are summed up by the best and the worst. */
const NAMED = 3;

function meanWords(row: DistributionRow, { digits }: DistributionView, unit: string): string {
  const { interval, scores, name } = row;
  if (!interval) return `${name}: no score yet`;
  const n = counted(scores.length, 'replicate');
  const mean = withUnit(numberWords(interval.mean, digits), unit);
  if (!Number.isFinite(interval.lower)) return `${name} ${mean} (${n})`;
  const ends = `${numberWords(interval.lower, digits)}–${numberWords(interval.upper, digits)}`;
  return `${name} ${mean} (95 % interval ${ends}, ${n})`;
}

/** The finding in words. */
export function distributionCaption(view: DistributionView, unit: string): string {
  const scored = view.rows
    .filter((row) => row.interval !== null)
    .sort((a, b) => a.interval!.mean - b.interval!.mean);
  const sentences: string[] = [];
  if (scored.length === 1) sentences.push(`Mean: ${meanWords(scored[0], view, unit)}.`);
  if (scored.length > 1) {
    const [best, ...others] = scored;
    const named = others.length < NAMED ? others : others.slice(-1);
    const rest = named.map((row) => meanWords(row, view, unit)).join('; ');
    const skipped = others.length - named.length;
    sentences.push(`Lowest mean: ${meanWords(best, view, unit)}.`);
    sentences.push(
      skipped > 0
        ? `Highest: ${rest}; ${counted(skipped, 'other variant')} between them.`
        : `${rest}.`,
    );
  }
  if (view.oracle !== null) {
    const oracle = withUnit(numberWords(view.oracle, view.digits), unit);
    sentences.push(
      `The oracle, which knows the true distribution, scores ${oracle} on the same rows.`,
    );
  }
  const off = view.rows.reduce((sum, { below, beyond }) => sum + below + beyond, 0);
  if (off > 0) sentences.push(`${counted(off, 'score')} off the axis.`);
  const failed = view.rows.reduce((sum, row) => sum + (row.failed ?? 0), 0);
  if (failed > 0) sentences.push(`${counted(failed, 'replicate')} failed.`);
  return sentences.join(' ');
}

/** Every score, a row per replicate (numbered from 1) and a column per variant. */
export function distributionTable(
  variants: readonly DistributionVariant[],
  digits: Digits,
  unit: string,
): DataTable {
  const byVariant = variants.map(
    ({ scores }) => new Map(scores.map(({ replicate, score }) => [replicate, score])),
  );
  const replicates = [...new Set(byVariant.flatMap((scores) => [...scores.keys()]))].sort(
    (a, b) => a - b,
  );
  const fine = finer(digits, 2);
  return {
    columns: ['Replicate', ...variants.map(({ name }) => (unit ? `${name} (${unit})` : name))],
    rows: replicates.map((replicate) => [
      String(replicate + 1),
      ...byVariant.map((scores) => numberWords(scores.get(replicate) ?? NaN, fine)),
    ]),
  };
}

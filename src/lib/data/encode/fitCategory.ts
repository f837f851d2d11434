/**
 * Categories: an input for each frequent level, one shared by the rare ones, one for missing. Pool and
 * missing flag exist where training rows fill them; without a pool, a level never trained on is all zeros.
 */
import { countWords } from '#lib/format/counted.ts';
import type { CategoryColumn } from '../table.ts';
import type { ColumnFit, NoFit } from './columnFit.ts';
import { leastRows } from './limits.ts';

export function fitCategory(column: CategoryColumn, train: Int32Array): ColumnFit | NoFit {
  const { name, levels, codes } = column;
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (const row of train) {
    if (codes[row] < 0) missing += 1;
    else counts[codes[row]] += 1;
  }
  const seen = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  if (seen === 0) return { name, leftOut: 'has no value in any training row' };
  if (seen === 1 && missing === 0) {
    return { name, leftOut: 'holds one value in every training row' };
  }

  const least = leastRows(train.length);
  const frequent = Array.from(levels.keys())
    .filter((code) => counts[code] >= least)
    .sort((a, b) => counts[b] - counts[a] || a - b);
  if (frequent.length === 0 && missing === 0) {
    return { name, leftOut: `has no value that ${least} training rows share` };
  }

  return {
    name,
    candidates: frequent.length,
    encoder(cap) {
      const kept = frequent.slice(0, cap);
      const pooled = seen - kept.length;
      const features = kept.map((code) => `${name} = ${levels[code]}`);
      const pool = pooled > 0 ? features.push(`${name} = (other)`) - 1 : -1;
      const absent = missing > 0 ? features.push(`${name} = (missing)`) - 1 : -1;
      const inputOf = new Int32Array(levels.length).fill(pool);
      kept.forEach((code, input) => (inputOf[code] = input));
      const reason = kept.length < frequent.length ? 'less frequent' : 'rare';
      return {
        features,
        notice:
          pooled > 1 ? `“${name}”: ${countWords(pooled)} ${reason} values share one input.` : null,
        rule: {
          kind: 'category',
          column: name,
          levels: kept.map((code) => levels[code]),
          poolsOthers: pool >= 0,
          flagsMissing: absent >= 0,
        },
        write(row, out, at) {
          const input = codes[row] < 0 ? absent : inputOf[codes[row]];
          if (input >= 0) out[at + input] = 1;
        },
      };
    },
  };
}

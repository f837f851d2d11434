/** Text: a bag of its most frequent words, an input each that is 1 where the row has the word. */
import { countWords } from '#lib/format/counted.ts';
import type { TextColumn } from '../table.ts';
import type { ColumnFit, NoFit } from './columnFit.ts';
import { leastRows } from './limits.ts';
import { tokens } from './tokens.ts';

export function fitText(column: TextColumn, train: Int32Array): ColumnFit | NoFit {
  const { name } = column;
  const { words, ids, starts } = tokens(column);
  const counts = new Int32Array(words.length);
  let missing = 0;
  for (const row of train) {
    if (starts[row] === starts[row + 1]) missing += 1;
    for (let i = starts[row]; i < starts[row + 1]; i++) counts[ids[i]] += 1;
  }
  if (missing === train.length) return { name, leftOut: 'has no words in any training row' };

  // A word in every row tells nothing, like a constant column.
  const least = leastRows(train.length);
  const frequent = Array.from(words.keys())
    .filter((id) => counts[id] >= least && counts[id] < train.length)
    .sort((a, b) => counts[b] - counts[a] || (words[a] < words[b] ? -1 : 1));
  if (frequent.length === 0) {
    return {
      name,
      leftOut: `has no word that tells rows apart and that ${least} training rows share`,
    };
  }

  return {
    name,
    candidates: frequent.length,
    encoder(cap) {
      const kept = frequent.slice(0, cap);
      const features = kept.map((id) => `${name} has “${words[id]}”`);
      const absent = missing > 0 ? features.push(`${name} (missing)`) - 1 : -1;
      const inputOf = new Int32Array(words.length).fill(-1);
      kept.forEach((id, input) => (inputOf[id] = input));
      const many = countWords(words.length);
      return {
        features,
        notice:
          kept.length < words.length
            ? `“${name}”: the ${kept.length} most frequent of ${many} words are used.`
            : null,
        rule: {
          kind: 'text',
          column: name,
          words: kept.map((id) => words[id]),
          flagsMissing: absent >= 0,
        },
        write(row, out, at) {
          if (absent >= 0 && starts[row] === starts[row + 1]) out[at + absent] = 1;
          for (let i = starts[row]; i < starts[row + 1]; i++) {
            const input = inputOf[ids[i]];
            if (input >= 0) out[at + input] = 1;
          }
        },
      };
    },
  };
}

/** Which character separates the cells: the one that cuts the first lines into equally many. */
import Papa from 'papaparse';

/** On a tie the earlier wins: with decimal commas, 1,5;2,5 is cut evenly by both. */
const candidates = ['\t', ';', '|', ','];
const sampleLength = 64 * 1024;
const sampleRecords = 200;

/**
 * @param text with line feeds
 * @returns the delimiter, or null where nothing separates cells
 */
export function detectDelimiter(text: string): string | null {
  const cut = text.length > sampleLength ? text.lastIndexOf('\n', sampleLength) : -1;
  const sample = cut > 0 ? text.slice(0, cut) : text;
  let best: string | null = null;
  let evenness = 0;
  for (const delimiter of candidates) {
    if (!sample.includes(delimiter)) continue;
    const score = evennessOf(sample, delimiter);
    if (score > evenness) {
      best = delimiter;
      evenness = score;
    }
  }
  return best;
}

/** Share of records with as many cells as most have, the first counted like ten; 0 where that is one cell. */
function evennessOf(sample: string, delimiter: string): number {
  const { data } = Papa.parse<string[]>(sample, {
    delimiter,
    newline: '\n',
    preview: sampleRecords,
    skipEmptyLines: true,
  });
  const weights = new Map<number, number>();
  let total = 0;
  data.forEach((record, i) => {
    const weight = i === 0 ? 10 : 1;
    weights.set(record.length, (weights.get(record.length) ?? 0) + weight);
    total += weight;
  });
  const [[cells, weight] = [1, 0]] = [...weights].sort((a, b) => b[1] - a[1]);
  return cells > 1 ? weight / total : 0;
}

import { builtins } from '#lib/data/builtin/builtins.ts';
import type { DataSource } from '#lib/data/spec.ts';
import { counted, countWords } from '#lib/format/counted.ts';
import type { Study } from '#lib/experiment/study.ts';

function sourceInWords(source: DataSource): string {
  if (source.kind === 'table') return source.name;
  const title = builtins.find((set) => set.id === source.id)?.title ?? source.id;
  return `${title.toLowerCase()}, ${countWords(source.rows)} rows`;
}

/** What is done, in one sentence. */
export function studyInWords({ data, variants, replicates, seed }: Study): string {
  const each = variants.length === 1 ? '' : ' each';
  return `Forecasting ${data.target.column || 'a target'} from ${sourceInWords(data.source)}: ${counted(variants.length, 'variant')}, ${counted(replicates, 'replicate')}${each}, seed ${seed}.`;
}

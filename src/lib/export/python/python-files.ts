import type { Dataset } from '#lib/data/dataset.ts';
import { serialiseStudy } from '#lib/experiment/serialise-study.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { ShownVariant } from '#lib/results/shown-variant.ts';
import { encodedCsv } from '../encoded-csv.ts';
import { markdownText } from '../markdown-table.ts';
import { replicatesCsv } from '../replicates-csv.ts';
import type { ArchiveFile } from '../zip-blob.ts';
import script from './train.py?raw';

function readme(study: Study, perReplicate: boolean): string {
  return `# ${markdownText(study.title || 'Untitled study')}

\`python3 train.py\` builds the study's networks, trains every replicate of every variant and scores it with
the exact CRPS. It needs Python 3.9 and PyTorch 1.13, or later. \`python3 train.py --help\` says what else it can do.

- \`train.py\`: the network, its training and the score; the same script for every study.
- \`study.json\`: what is trained. CRPS Lab opens it, too: drop it on the page.
- \`train.csv\`, \`validation.csv\`, \`test.csv\`: the encoded inputs of each row, and the target less the study's
  shift (${study.data.target.shift})${study.data.target.unit && `, in ${markdownText(study.data.target.unit)}`}. These are the study's data: pass them on only where you may.${
    perReplicate
      ? '\n  The study splits the rows anew for each replicate; these are the parts of the first replicate.'
      : ''
  }
- \`lab-scores.csv\`: what the replicates scored in CRPS Lab, to compare. The random numbers are PyTorch's own, so single
  replicates differ; means over many agree within their intervals.
`;
}

/** A folder that trains the study with PyTorch: script, study, encoded rows. */
export function pythonFiles(
  folder: string,
  study: Study,
  variants: readonly ShownVariant[],
  dataset: Dataset,
): ArchiveFile[] {
  const files = {
    'README.md': readme(study, study.data.split.perReplicate),
    'train.py': script,
    'study.json': serialiseStudy(study),
    'lab-scores.csv': replicatesCsv(study, variants),
    'train.csv': encodedCsv(dataset, dataset.train),
    'validation.csv': encodedCsv(dataset, dataset.validation),
    'test.csv': encodedCsv(dataset, dataset.test),
  };
  return Object.entries(files).map(([name, content]) => ({ path: `${folder}/${name}`, content }));
}

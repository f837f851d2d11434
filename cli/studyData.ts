import { checkTarget } from '#lib/data/checkTarget.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import type { Table } from '#lib/data/table.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';
import { BadInput } from './BadInput.ts';

/**
 * The study's encoded data, new arrays at each call: they are handed over to a thread.
 * @param replicate its index where the study splits for each replicate, else null
 * @throws BadInput where the table does not suit the study
 */
export function studyData(study: Study, table: Table, replicate: number | null): Dataset {
  const preparation = prepareDataset(table, study.data, replicate);
  if (preparation.status === 'refused') throw new BadInput(preparation.message);
  return preparation.dataset;
}

/** @throws BadInput where a variant's family cannot have the target */
export function requireTarget(study: Study, table: Table): void {
  const families = study.variants.map((variant) => experimentOf(study.base, variant).family);
  const check = checkTarget(table, study.data.target, families);
  if (check.status === 'ok') return;
  const shift = check.remedies.find((remedy) => remedy.kind === 'shift');
  const hint = shift ? ` Such as data.target.shift ${shift.shift} in the study.` : '';
  throw new BadInput(`${check.message}${hint}`);
}

import { basename } from 'node:path';
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import { readAssetNode } from '#lib/data/builtin/readAssetNode.ts';
import { importTable } from '#lib/data/import/importTable.ts';
import type { TableSource } from '#lib/data/spec.ts';
import type { Table } from '#lib/data/table.ts';
import type { Study } from '#lib/experiment/study.ts';
import { BadInput } from './BadInput.ts';
import { readInput } from './readInput.ts';

export interface LoadedTable {
  readonly table: Table;
  /** What a person should know, in sentences. */
  readonly notices: readonly string[];
}

async function ownTable(path: string, source: TableSource, study: Study): Promise<LoadedTable> {
  const bytes = await readInput(path, 'the table');
  const outcome = await importTable(bytes, basename(path), { kinds: study.data.kinds });
  if (outcome.status === 'refused') {
    const { line, column, message } = outcome;
    const place = [line && `line ${line}`, column && `cell ${column}`].filter(Boolean).join(', ');
    throw new BadInput(`${path}${place && `, ${place}`}: ${message}`);
  }
  if (outcome.digest !== source.digest) {
    throw new BadInput(
      `${path} is not the table of this study: expected ${source.digest} (${source.name}), got ${outcome.digest}. ` +
        'If it is the one you mean, write its digest into data.source.digest of the study.',
    );
  }
  return { table: outcome.table, notices: outcome.notices };
}

/**
 * The table that a study trains on.
 * @param path what --table named, or null
 * @throws BadInput where the table is missing, unusable, not the study's, or not asked for
 */
export async function loadTable(study: Study, path: string | null): Promise<LoadedTable> {
  const { source } = study.data;
  if (source.kind === 'builtin') {
    if (path === null) {
      return { table: await loadBuiltin(source, readAssetNode), notices: [] };
    }
    throw new BadInput(
      `--table: the study trains on the built-in set "${source.id}" and takes no table of yours.`,
    );
  }
  if (path !== null) return ownTable(path, source, study);
  throw new BadInput(
    `The study trains on a table of its own, ${source.name} (${source.digest}): name the file with --table.`,
  );
}

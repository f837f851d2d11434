import { buildTable } from '#lib/data/import/buildTable.ts';
import type { RawTable } from '#lib/data/import/rawTable.ts';
import { profileTable } from '#lib/data/profileTable.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import type { Table } from '#lib/data/table.ts';
import { withKinds } from '#lib/data/withKinds.ts';
import type { TableSummary } from './data-protocol.ts';

type Kinds = DataSpec['kinds'];

/** A table that is open: its columns are of whatever kinds are asked for, built once for the latest. */
export interface KeptTable {
  as(kinds: Kinds): Table;
  summary(kinds: Kinds): TableSummary;
}

interface Built {
  readonly table: Table;
  readonly notices: readonly string[];
}

function keptTable(
  build: (kinds: Kinds) => Built,
  first?: { kinds: Kinds; built: Built },
): KeptTable {
  let name = first && JSON.stringify(first.kinds);
  let latest = first?.built;
  const built = (kinds: Kinds): Built => {
    const asked = JSON.stringify(kinds);
    if (!latest || asked !== name) {
      latest = build(kinds);
      name = asked;
    }
    return latest;
  };
  return {
    as: (kinds) => built(kinds).table,
    summary(kinds) {
      const { table, notices } = built(kinds);
      return { rows: table.rows, columns: profileTable(table), notices };
    },
  };
}

export function builtinTable(table: Table): KeptTable {
  return keptTable((kinds) => ({ table: withKinds(table, kinds), notices: [] }));
}

/** @param first what the import has built already */
export function fileTable(raw: RawTable, first: Built, kinds: Kinds): KeptTable {
  return keptTable((chosen) => buildTable(raw, chosen), { kinds, built: first });
}

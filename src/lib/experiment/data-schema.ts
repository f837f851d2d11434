/** Which data a study may name and how it may be cut. Whether the columns exist is known only with the table. */
import * as v from 'valibot';
import { builtins } from '#lib/data/builtin/builtins.ts';
import { smallestTable } from '#lib/data/smallestTable.ts';
import {
  choice,
  dictionary,
  field,
  filledText,
  isRecord,
  list,
  number,
  record,
  seedNumber,
  shownText,
  yesOrNo,
} from './fields.ts';

const columnName = filledText(1000, 'the name of a column');
const share = number((value) => value > 0 && value < 1, 'a share above 0 and below 1');

const rows = field<number>(Number.isInteger, 'a whole number of rows');

const builtinSource = v.pipe(
  record({
    kind: choice('builtin', 'table'),
    id: choice('surgery', 'flights', 'wages', 'inverse-sine'),
    rows,
    seed: seedNumber,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { id, rows } = dataset.value;
    const largest = builtins.find((set) => set.id === id)?.maxRows ?? 0;
    if (rows >= smallestTable && rows <= largest) return;
    addIssue({
      message: `expected a whole number from ${smallestTable} to ${largest}, got ${rows}`,
      path: [{ type: 'object', origin: 'value', input: dataset.value, key: 'rows', value: rows }],
    });
  }),
  v.transform((source) => ({ ...source, kind: 'builtin' as const })),
);

const tableSource = v.pipe(
  record({
    kind: choice('builtin', 'table'),
    name: filledText(255, 'the name of a file'),
    digest: field<string>(
      (value) => typeof value === 'string' && /^sha256-[0-9a-f]{64}$/.test(value),
      'sha256- and 64 hexadecimal digits',
    ),
  }),
  v.transform((source) => ({ ...source, kind: 'table' as const })),
);

const source = v.lazy((input) =>
  isRecord(input) && input.kind === 'table' ? tableSource : builtinSource,
);

const split = v.pipe(
  record({ validation: share, test: share, seed: seedNumber, perReplicate: yesOrNo }),
  v.check(
    ({ validation, test }) => validation + test <= 0.9,
    (issue) =>
      `expected validation and test shares of at most 0.9 together, so that rows are left to train on, got ${issue.input.validation} and ${issue.input.test}`,
  ),
);

const inputs = v.nullable(
  v.pipe(
    list(1, 10_000, 'columns, or null for every column but the target', columnName),
    v.check(
      (columns) => new Set(columns).size === columns.length,
      'expected each column once, got one twice',
    ),
  ),
);

export const dataSchema = v.pipe(
  record({
    source,
    target: record({
      column: columnName,
      unit: shownText(40),
      shift: number(() => true, 'a number'),
    }),
    inputs,
    kinds: dictionary(10_000, 'columns, each with its kind', choice('number', 'category', 'text')),
    split,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { inputs, target } = dataset.value;
    if (!inputs?.includes(target.column)) return;
    addIssue({
      message: `expected inputs without the target, got ${JSON.stringify(target.column)}`,
      path: [
        { type: 'object', origin: 'value', input: dataset.value, key: 'inputs', value: inputs },
      ],
    });
  }),
);

/** Turns a table into what is trained on: rows without a target dropped, split in three, inputs encoded. */
import { countWords } from '#lib/format/counted.ts';
import { oracleCrps } from '#lib/crps/index.ts';
import type { Dataset, Part } from './dataset.ts';
import { fitEncoders, type FittedEncoders } from './encode/fitEncoders.ts';
import type { DataSpec } from './spec.ts';
import { splitRows } from './splitRows.ts';
import type { Column, NumberColumn, Table, Truth } from './table.ts';
import { takeTruth } from './takeRows.ts';
import { targetColumn, type TargetFault } from './targetColumn.ts';
import { tiedTargets } from './tiedTargets.ts';
import { withKinds } from './withKinds.ts';

export type Preparation =
  | { readonly status: 'ok'; readonly dataset: Dataset }
  | {
      readonly status: 'refused';
      readonly reason: TargetFault | 'missing-input' | 'no-inputs';
      /** A sentence for people. */
      readonly message: string;
    };

/** The columns that a study names as inputs: in its order, or all but the target in the table's. */
function inputColumns(table: Table, spec: DataSpec): readonly Column[] | string {
  const target = spec.target.column;
  if (!spec.inputs) return table.columns.filter((column) => column.name !== target);
  const columns: Column[] = [];
  for (const name of new Set(spec.inputs)) {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (!column) return `There is no column “${name}” in ${table.name}. Choose other inputs.`;
    if (name === target) return `“${name}” is the target and cannot be an input as well.`;
    columns.push(column);
  }
  return columns;
}

function encode({ encoders, width }: FittedEncoders, rows: Int32Array): Float32Array {
  const inputs = new Float32Array(rows.length * width);
  let first = 0;
  for (const encoder of encoders) {
    for (let i = 0; i < rows.length; i++) encoder.write(rows[i], inputs, i * width + first);
    first += encoder.features.length;
  }
  return inputs;
}

/**
 * @param replicate its index where `spec.split.perReplicate`, else null
 * @returns the dataset, or why there can be none
 */
export function prepareDataset(
  source: Table,
  spec: DataSpec,
  replicate: number | null,
): Preparation {
  const table = withKinds(source, spec.kinds);
  const target = targetColumn(table, spec.target.column);
  if (target.status === 'refused') return target;
  const columns = inputColumns(table, spec);
  if (typeof columns === 'string') {
    return { status: 'refused', reason: 'missing-input', message: columns };
  }

  const { column, usable } = target;
  const split = splitRows(usable, spec.split, replicate);
  if (split.train.every((row) => column.values[row] === column.values[split.train[0]])) {
    const message = `The target “${column.name}” is the same in every training row: there is nothing to learn from. Choose another split seed or another target.`;
    return { status: 'refused', reason: 'constant', message };
  }

  const fitted = fitEncoders(columns, split.train, usable.length);
  if (fitted.width === 0) {
    const message =
      `No input column tells the training rows apart. ${fitted.notices.join(' ')}`.trim();
    return { status: 'refused', reason: 'no-inputs', message };
  }

  const truth = knownTruth(table, spec);
  const part = (rows: Int32Array) => makePart(rows, fitted, column, spec.target.shift, truth);
  return {
    status: 'ok',
    dataset: {
      width: fitted.width,
      features: fitted.encoders.flatMap(({ features }) => features),
      encoding: fitted.encoders.map(({ rule }) => rule),
      target: spec.target,
      train: part(split.train),
      validation: part(split.validation),
      test: part(split.test),
      notices: [
        ...dropped(table, usable.length, column.name),
        ...tiedTargets(column.name, column.values, usable),
        ...fitted.notices,
      ],
    },
  };
}

function dropped(table: Table, usable: number, target: string): readonly string[] {
  const rows = table.rows - usable;
  if (rows === 0) return [];
  return [
    `${countWords(rows)} of ${countWords(table.rows)} rows ${rows === 1 ? 'has' : 'have'} no number in “${target}” and ${rows === 1 ? 'was' : 'were'} left out.`,
  ];
}

function knownTruth(table: Table, { target }: DataSpec): Truth | null {
  return table.truth && table.truth.column === target.column ? table.truth : null;
}

/** The oracle's score stands whatever the shift; the mixture is of ln y, not of ln(y − shift). */
function knowledge(truth: Truth, shift: number): Pick<Part, 'oracle' | 'truth'> {
  const oracle = oracleCrps(truth);
  return shift === 0 ? { oracle, truth } : { oracle };
}

function makePart(
  rows: Int32Array,
  fitted: FittedEncoders,
  target: NumberColumn,
  shift: number,
  truth: Truth | null,
): Part {
  return {
    count: rows.length,
    rows,
    inputs: encode(fitted, rows),
    targets: Float64Array.from(rows, (row) => target.values[row] - shift),
    ...(truth ? knowledge(takeTruth(truth, rows), shift) : {}),
  };
}

import { expect, test } from 'vitest';
import { loadBuiltin } from '../builtin/loadBuiltin.ts';
import { readAssetNode } from '../builtin/readAssetNode.ts';
import { prepareDataset } from '../prepareDataset.ts';
import type { DataSpec } from '../spec.ts';
import type { Column, Table } from '../table.ts';
import type { ColumnRule } from './columnRule.ts';

/** A row's inputs by the words of docs/export.md alone. */
function encoded(rules: readonly ColumnRule[], row: Readonly<Record<string, unknown>>): number[] {
  return rules.flatMap((rule) => {
    const value = row[rule.column];
    const flag = (missing: boolean) => (rule.flagsMissing ? [missing ? 1 : 0] : []);
    switch (rule.kind) {
      case 'number': {
        const known = typeof value === 'number';
        const { standardised } = rule;
        if (!standardised) return flag(!known);
        const { mean, sd, furthest, missing } = standardised;
        const z = known ? Math.max(-furthest, Math.min(furthest, (value - mean) / sd)) : missing;
        return [z, ...flag(!known)];
      }
      case 'category': {
        const known = typeof value === 'string';
        const own = rule.levels.map((level) => (level === value ? 1 : 0));
        const other = known && !rule.levels.includes(value) ? 1 : 0;
        return [...own, ...(rule.poolsOthers ? [other] : []), ...flag(!known)];
      }
      case 'text': {
        const words = new Set(
          String(value ?? '')
            .toLowerCase()
            .match(/[\p{L}\p{N}]+/gu),
        );
        return [...rule.words.map((word) => (words.has(word) ? 1 : 0)), ...flag(words.size === 0)];
      }
      default:
        return rule satisfies never;
    }
  });
}

function valueOf(column: Column, row: number): unknown {
  switch (column.kind) {
    case 'number':
      return Number.isFinite(column.values[row]) ? column.values[row] : null;
    case 'category':
      return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
    case 'text':
      return column.values[row];
    default:
      return column satisfies never;
  }
}

function expectRulesToEncode(table: Table, spec: DataSpec): void {
  const prepared = prepareDataset(table, spec, null);
  if (prepared.status === 'refused') throw new Error(prepared.message);
  const { width, features, encoding, test: part } = prepared.dataset;
  expect(features).toHaveLength(width);
  for (let i = 0; i < part.count; i++) {
    const row = Object.fromEntries(
      table.columns.map((column) => [column.name, valueOf(column, part.rows[i])]),
    );
    const inputs = part.inputs.subarray(i * width, (i + 1) * width);
    encoded(encoding, row).forEach((value, input) => expect(inputs[input]).toBeCloseTo(value, 5));
  }
}

const split = { validation: 0.2, test: 0.3, seed: 1, perReplicate: false };

test('the rules of a built-in set encode its rows as the encoders do', async () => {
  const source = { kind: 'builtin', id: 'surgery', rows: 2000, seed: 1 } as const;
  const target = { column: 'minutes', unit: 'min', shift: 0 };
  expectRulesToEncode(await loadBuiltin(source, readAssetNode), {
    source,
    target,
    inputs: null,
    kinds: {},
    split,
  });
});

test('rules say what becomes of missing values, rare levels, constants and words', () => {
  const rows = 400;
  const range = Array.from({ length: rows }, (_, i) => i);
  const notes = ['', 'Redo, left hip', 'left KNEE', 'hip – bilateral', 'knee'];
  const columns: Column[] = [
    { kind: 'number', name: 'y', values: Float64Array.from(range, (i) => 1 + (i % 13)) },
    { kind: 'number', name: 'a', values: Float64Array.from(range, (i) => (i % 9 ? 1e6 + i : NaN)) },
    { kind: 'number', name: 'one', values: Float64Array.from(range, (i) => (i % 4 ? 5 : NaN)) },
    {
      kind: 'category',
      name: 'room',
      levels: ['A', 'B', 'rare', 'rarer'],
      codes: Int32Array.from(range, (i) => (i === 3 ? 2 : i === 5 ? 3 : (i % 3) - 1)),
    },
    { kind: 'text', name: 'note', values: range.map((i) => notes[i % notes.length]) },
  ];
  expectRulesToEncode(
    { name: 'cases.csv', rows, columns },
    {
      source: { kind: 'table', name: 'cases.csv', digest: `sha256-${'0'.repeat(64)}` },
      target: { column: 'y', unit: '', shift: 0 },
      inputs: null,
      kinds: {},
      split,
    },
  );
});

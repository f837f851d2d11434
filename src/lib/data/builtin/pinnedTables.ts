/** For tests in Node and in browsers: every bit of the built-in sets, all rows, seed 1. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BuiltinId } from '../spec.ts';
import type { Table } from '../table.ts';

/** SHA-256 of all numbers and codes, and of the truth. */
export function tableBits(table: Table): string {
  const hash = sha256.create();
  for (const column of table.columns) {
    if (column.kind === 'number') hash.update(new Uint8Array(column.values.buffer));
    if (column.kind === 'category') hash.update(new Uint8Array(column.codes.buffer));
  }
  const { truth } = table;
  for (const values of truth ? [truth.weights, truth.mus, truth.sigmas] : []) {
    hash.update(new Uint8Array(values.buffer));
  }
  return bytesToHex(hash.digest());
}

export const pinnedTables: Readonly<Record<BuiltinId, string>> = {
  surgery: '241990d78cc2419b68fa3675b496103027897ffc29008592b5e4a4b6f347872d',
  flights: '874d078dc137c20803a75f059b1af8d90b59828e9d99ce65023e9e41c8b98cd2',
  wages: 'daf649c817b965c9fe6831caf7399d5c8eb4ca9f32c201b7967646669a111098',
  'inverse-sine': '9703953e0ac62b4201bd734116e5e488f8f3479bab81a338b1d9abdff0f82ac0',
};

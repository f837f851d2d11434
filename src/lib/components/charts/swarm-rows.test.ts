import { expect, test } from 'vitest';
import { nearestDot, SwarmRows } from './swarm-rows.ts';

const scores = (values: readonly number[]) =>
  values.map((score, replicate) => ({ replicate, score }));
const size = { radius: 4, reach: 20 };
const toX = (score: number) => 10 * score;

test('dots already placed are the same objects when others arrive', () => {
  const rows = new SwarmRows();
  const before = [...rows.place([scores([5, 5, 6])], [50], size, toX, 'a')[0]];
  const after = rows.place([scores([5, 5, 6, 5])], [50], size, toX, 'a')[0];
  expect(after).toHaveLength(4);
  before.forEach((dot, i) => expect(after[i]).toBe(dot));
});

test('another axis or another run places all dots anew', () => {
  const rows = new SwarmRows();
  rows.place([scores([5, 5, 6])], [50], size, toX, 'a');
  const moved = rows.place([scores([5, 5, 6])], [50], size, (score) => 20 * score, 'b');
  expect(moved[0].map(({ x }) => x)).toEqual([100, 100, 120]);
  const other = rows.place([scores([7])], [50], size, (score) => 20 * score, 'b');
  expect(other[0].map(({ x, y }) => [x, y])).toEqual([[140, 50]]);
});

test('scores off the axis have no dot', () => {
  const cut = (score: number) => (score > 40 ? NaN : score);
  const placed = new SwarmRows().place([scores([5, 900, 6])], [50], size, cut, 'a');
  expect(placed[0].map(({ replicate }) => replicate)).toEqual([0, 2]);
});

test('the nearest dot of any row is found within reach only', () => {
  const rows = new SwarmRows().place([scores([5, 9]), scores([5])], [50, 150], size, toX, 'a');
  expect(nearestDot(rows, { x: 52, y: 148 }, 24)).toMatchObject({ row: 1, dot: { replicate: 0 } });
  expect(nearestDot(rows, { x: 300, y: 100 }, 24)).toBeNull();
});

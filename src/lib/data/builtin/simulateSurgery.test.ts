import exp from '@stdlib/math-base-special-exp';
import { expect, test } from 'vitest';
import type { CategoryColumn, NumberColumn, Table } from '../table.ts';
import { openHospital } from './hospital.ts';
import { procedures } from './procedures.ts';
import { simulateSurgery } from './simulateSurgery.ts';

function numbers(table: Table, name: string): Float64Array {
  return (table.columns.find((column) => column.name === name) as NumberColumn).values;
}

function category(table: Table, name: string): CategoryColumn {
  return table.columns.find((column) => column.name === name) as CategoryColumn;
}

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

const full = simulateSurgery(53_783, 1);
const truth = full.truth!;

test('the first row is pinned: a result made today repeats tomorrow', () => {
  const table = simulateSurgery(1, 1);
  const row = table.columns.map((column) =>
    column.kind === 'category'
      ? column.levels[column.codes[0]]
      : column.kind === 'number'
        ? column.values[0]
        : null,
  );
  expect(row).toMatchInlineSnapshot(`
    [
      "bilateral myringotomy with tubes",
      "S04",
      "Room 3",
      "Wednesday",
      "outpatient",
      1,
      10.6,
      15,
      19.628034377382754,
    ]
  `);
});

test('all 53,783 rows are finite, positive and within their levels', () => {
  expect(full.rows).toBe(53_783);
  for (const column of full.columns) {
    if (column.kind === 'number') {
      expect(column.values.length).toBe(full.rows);
      expect(column.values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    } else if (column.kind === 'category') {
      expect(column.codes.every((code) => code >= 0 && code < column.levels.length)).toBe(true);
      expect(new Set(column.codes).size).toBe(column.levels.length);
    }
  }
  expect(numbers(full, 'minutes').every((value) => value > 0)).toBe(true);
});

test('a shorter table is the beginning of a longer one, and another seed draws other cases', () => {
  const short = numbers(simulateSurgery(100, 1), 'minutes');
  expect([...short]).toEqual([...numbers(full, 'minutes').subarray(0, 100)]);
  expect([...short]).not.toEqual([...numbers(simulateSurgery(100, 2), 'minutes')]);
});

test('the truth is a mixture in every row: weights sum to 1, sigmas are positive', () => {
  for (let i = 0; i < full.rows; i++) {
    expect(truth.weights[2 * i] + truth.weights[2 * i + 1]).toBeCloseTo(1, 12);
  }
  expect(truth.sigmas.every((sigma) => sigma > 0.1 && sigma < 0.4)).toBe(true);
});

test('durations follow their truth: the mean over rows is the mean of the mixtures', () => {
  const minutes = numbers(full, 'minutes');
  const surprise = Float64Array.from(minutes, (value, i) => {
    const expected = [0, 1].map(
      (k) =>
        truth.weights[2 * i + k] * exp(truth.mus[2 * i + k] + truth.sigmas[2 * i + k] ** 2 / 2),
    );
    return value / (expected[0] + expected[1]) - 1;
  });
  const spread = Math.sqrt(mean(surprise.map((value) => value * value)));
  expect(Math.abs(mean(surprise))).toBeLessThan((4 * spread) / Math.sqrt(full.rows));
});

test('probabilities under the truth are uniform: the simulator is calibrated against itself', () => {
  const minutes = numbers(full, 'minutes');
  const tenths = new Float64Array(10);
  for (let i = 0; i < full.rows; i++) {
    let below = 0;
    for (const k of [0, 1]) {
      const z = (Math.log(minutes[i]) - truth.mus[2 * i + k]) / truth.sigmas[2 * i + k];
      below += truth.weights[2 * i + k] * normalCdf(z);
    }
    tenths[Math.min(9, Math.floor(10 * below))] += 1;
  }
  const expected = full.rows / 10;
  const chiSquare = tenths.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 99.9 % quantile of chi-square with 9 degrees of freedom.
  expect(chiSquare).toBeLessThan(27.9);
});

function normalCdf(z: number): number {
  // Zelen & Severo 1964 (Abramowitz–Stegun 26.2.17), absolute error below 7.5e-8.
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z > 0 ? 1 - tail : tail;
}

test('procedures that can take a turn are bimodal, and the others are not', () => {
  const codes = category(full, 'procedure').codes;
  const minutes = numbers(full, 'minutes');
  const forearm = procedures.findIndex((entry) => entry.name.includes('forearm fracture'));
  const circumcision = procedures.findIndex((entry) => entry.name === 'circumcision');
  /** Counts of log time less the planned course's mu, in bins of 0.25 from −1 to 2. */
  const histogram = (procedure: number) => {
    const counts = new Array<number>(12).fill(0);
    codes.forEach((code, i) => {
      const bin = Math.floor((Math.log(minutes[i]) - truth.mus[2 * i] + 1) / 0.25);
      if (code === procedure && bin >= 0 && bin < 12) counts[bin] += 1;
    });
    return counts;
  };
  const modes = (counts: number[]) =>
    counts.filter(
      (count, i) =>
        count > 0.05 * Math.max(...counts) &&
        count > (counts[i - 1] ?? 0) &&
        count >= (counts[i + 1] ?? 0),
    ).length;
  expect(procedures[forearm].turn?.reason).toBe('open reduction');
  expect(modes(histogram(forearm))).toBe(2);
  expect(modes(histogram(circumcision))).toBe(1);
  const bimodal = codes.filter((code) => procedures[code].turn !== null).length;
  expect(bimodal / full.rows).toBeGreaterThan(0.25);
});

test('log time has SD 0.2 to 0.5 within each procedure of one course, and up to 0.60 where it may take a turn', () => {
  const codes = category(full, 'procedure').codes;
  const minutes = numbers(full, 'minutes');
  let widest = 0;
  procedures.forEach((procedure, index) => {
    const logs = Array.from(minutes)
      .filter((_, i) => codes[i] === index)
      .map(Math.log);
    const centre = mean(logs);
    const spread = Math.sqrt(mean(logs.map((value) => (value - centre) ** 2)));
    if (logs.length <= 100) return;
    widest = Math.max(widest, spread);
    expect(spread).toBeGreaterThan(0.2);
    if (procedure.turn === null) expect(spread).toBeLessThan(0.5);
  });
  expect(widest).toBeCloseTo(0.6, 2);
});

test('surgeons take 0.62 to 1.49 times as long as usual', () => {
  const pace = openHospital().surgeons.map(({ logPace }) => exp(logPace));
  expect(Math.min(...pace)).toBeCloseTo(0.62, 2);
  expect(Math.max(...pace)).toBeCloseTo(1.49, 2);
});

test('after the procedure the surgeon explains more than any patient factor', () => {
  const minutes = numbers(full, 'minutes');
  const codes = category(full, 'procedure').codes;
  const logs = Array.from(minutes, Math.log);
  const residual = less(logs, codes);
  const explained = (groups: ArrayLike<number>) =>
    variance(residual) - variance(less(residual, groups));
  const surgeon = explained(category(full, 'surgeon').codes);
  for (const other of [
    numbers(full, 'asa'),
    numbers(full, 'age').map(Math.floor),
    category(full, 'admission').codes,
    category(full, 'weekday').codes,
    category(full, 'room').codes.map((room) => room % 2),
  ]) {
    expect(surgeon).toBeGreaterThan(3 * explained(other));
  }
});

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}

/** Values less the mean of their group. */
function less(values: readonly number[], groups: ArrayLike<number>): number[] {
  const sums = new Map<number, [number, number]>();
  values.forEach((value, i) => {
    const [sum, count] = sums.get(groups[i]) ?? [0, 0];
    sums.set(groups[i], [sum + value, count + 1]);
  });
  return values.map((value, i) => {
    const [sum, count] = sums.get(groups[i])!;
    return value - sum / count;
  });
}

test('bookings are multiples of five minutes, informative and short on average', () => {
  const scheduled = numbers(full, 'scheduled');
  const minutes = numbers(full, 'minutes');
  expect(scheduled.every((value) => value % 5 === 0 && value >= 10)).toBe(true);
  const logs = Array.from(minutes, Math.log);
  const booked = Array.from(scheduled, Math.log);
  const product = mean(logs.map((value, i) => (value - mean0) * (booked[i] - mean1)));
  expect(product / Math.sqrt(variance(logs) * variance(booked))).toBeGreaterThan(0.7);
  expect(mean(scheduled) / mean(minutes)).toBeLessThan(0.95);
});

const mean0 = mean(Array.from(numbers(full, 'minutes'), Math.log));
const mean1 = mean(Array.from(numbers(full, 'scheduled'), Math.log));

test('procedures are Zipf-like: a few make up a third of the cases, and some are rare', () => {
  const counts = new Float64Array(procedures.length);
  for (const code of category(full, 'procedure').codes) counts[code] += 1;
  const sorted = [...counts].sort((a, b) => b - a).map((count) => count / full.rows);
  expect(sorted.slice(0, 5).reduce((a, b) => a + b)).toBeGreaterThan(1 / 3);
  expect(sorted.at(-1)).toBeLessThan(0.003);
});

test('procedure names are all different', () => {
  expect(new Set(procedures.map((entry) => entry.name)).size).toBe(procedures.length);
  expect(procedures.length).toBeGreaterThan(80);
});

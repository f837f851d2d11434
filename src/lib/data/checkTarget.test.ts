import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTarget, type TargetCheck } from './checkTarget.ts';
import type { Column, Table } from './table.ts';

const spec = { column: 'y', unit: 'min', shift: 0 };
const number = (name: string, values: number[]): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const table = (...columns: Column[]): Table => ({ name: 'cases.csv', rows: 30, columns });
const upTo = (start: number) => Array.from({ length: 30 }, (_, i) => start + i);

function refused(check: TargetCheck) {
  if (check.status === 'ok') throw new Error('expected a refusal');
  return check;
}

test('a positive target suits both families, and missing rows are counted', () => {
  const values = upTo(1);
  values[4] = NaN;
  expect(checkTarget(table(number('y', values)), spec, ['lognormal', 'normal'])).toEqual({
    status: 'ok',
    usable: 29,
    missing: 1,
  });
});

test('zero or negative targets with a log-normal offer a shift or the normal family', () => {
  const check = refused(checkTarget(table(number('y', upTo(-2))), spec, ['normal', 'lognormal']));
  expect(check.problem).toBe('not-positive');
  expect(check.rows).toBe(3);
  expect(check.message).toContain('zero or less in 3 of 30 rows (the lowest is −2)');
  expect(check.remedies).toEqual([
    { kind: 'shift', shift: -2.1 },
    { kind: 'family', family: 'normal' },
  ]);
});

test('the normal family takes any target', () => {
  expect(checkTarget(table(number('y', upTo(-2))), spec, ['normal']).status).toBe('ok');
});

test('the shift counts: below it nothing is positive', () => {
  const values = table(number('y', upTo(-2)));
  expect(checkTarget(values, { ...spec, shift: -3 }, ['lognormal']).status).toBe('ok');
  const check = refused(checkTarget(values, { ...spec, shift: 50 }, ['lognormal']));
  expect(check.rows).toBe(30);
  expect(check.message).toContain('50 (the shift) or less in 30 of 30 rows');
});

test('delays that begin at −59 get a shift of −60', () => {
  const values = upTo(-2);
  values[0] = -59;
  const check = refused(checkTarget(table(number('y', values)), spec, ['lognormal']));
  expect(check.remedies[0]).toEqual({ kind: 'shift', shift: -60 });
});

test('the suggested shift always makes every target positive', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), {
        minLength: 28,
        maxLength: 28,
      }),
      (some) => {
        const values = table(number('y', [...some, 0, 1]));
        const check = refused(checkTarget(values, spec, ['lognormal']));
        const [remedy] = check.remedies;
        if (remedy.kind !== 'shift') throw new Error('expected a shift first');
        const again = checkTarget(values, { ...spec, shift: remedy.shift }, ['lognormal']);
        expect(again.status).toBe('ok');
      },
    ),
  );
});

test('a constant target, too few rows, and a column that is not there are refused', () => {
  const problem = (column: Column) => refused(checkTarget(table(column), spec, ['normal'])).problem;
  expect(problem(number('y', Array(30).fill(2)))).toBe('constant');
  expect(problem(number('y', Array(30).fill(NaN)))).toBe('too-few');
  expect(problem(number('z', upTo(1)))).toBe('missing-column');
});

test('a target that is no number offers to be read as one, or another column', () => {
  const codes = Int32Array.from(upTo(0));
  const levels = upTo(0).map((i) => String(i).padStart(3, '0'));
  const check = refused(
    checkTarget(table({ kind: 'category', name: 'y', levels, codes }, number('z', upTo(1))), spec, [
      'normal',
    ]),
  );
  expect(check.problem).toBe('not-numeric');
  expect(check.remedies).toEqual([
    { kind: 'column-kind', column: 'y', to: 'number' },
    { kind: 'column', column: 'z' },
  ]);
});

test('a log-normal target far from zero for its spread offers a shift that mends it, or the normal family', () => {
  for (const offset of [1e5, 1e9, 1e13]) {
    const values = table(number('y', upTo(offset)));
    expect(checkTarget(values, spec, ['normal']).status).toBe('ok');
    const check = refused(checkTarget(values, spec, ['lognormal']));
    expect(check.problem).toBe('too-narrow');
    expect(check.message).toMatch(/^“y” varies by only 7\.5 about .+: less than a thousandth/);
    const [shift, family] = check.remedies;
    expect(family).toEqual({ kind: 'family', family: 'normal' });
    if (shift.kind !== 'shift') throw new Error('expected a shift first');
    const mended = checkTarget(values, { ...spec, shift: shift.shift }, ['lognormal']);
    expect(mended.status).toBe('ok');
  }
});

test('a shift can be too far for a log-normal, as the file’s own numbers can', () => {
  const values = table(number('y', upTo(1)));
  const check = refused(checkTarget(values, { ...spec, shift: -1e6 }, ['lognormal']));
  expect(check.message).toContain('“y” less −1,000,000 (the shift) varies by only 7.5');
});

test('numbers whose differences doubles have rounded away are refused for any family', () => {
  const at = (offset: number) =>
    checkTarget(table(number('y', upTo(offset))), spec, ['normal']).status;
  expect([1e14, 2 ** 48, -(2 ** 48)].map(at)).toEqual(['ok', 'ok', 'ok']);
  const check = refused(checkTarget(table(number('y', upTo(1e16))), spec, ['normal']));
  expect(check).toMatchObject({ problem: 'beyond-doubles', rows: null, remedies: [] });
  expect(check.message).toMatch(
    /numbers lie 2 apart.*Subtract a constant from the column in the file/,
  );
});

test('numbers at the ends of what doubles hold are refused, and those from 1e-300 to 1e300 are not', () => {
  const times = (unit: number) =>
    checkTarget(
      table(
        number(
          'y',
          upTo(1).map((y) => y * unit),
        ),
      ),
      spec,
      ['normal', 'lognormal'],
    );
  expect([1e-300, 1e-20, 1e300].map((unit) => times(unit).status)).toEqual(['ok', 'ok', 'ok']);
  expect(refused(times(1e303)).message).toContain('Multiply the column by a small constant');
  expect(refused(times(1e-305)).message).toContain('Multiply the column by a large constant');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonInAddress, parseComparison } from './comparison-address.ts';

const id = fc.nat({ max: 1e9 });
const variant = fc.nat({ max: 15 });
const part = fc.oneof(
  fc.record({ run: id, variant }),
  fc.record({ run: id, variant: fc.constant(null) }),
);

test('an address is read back as it was written', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(part, { selector: ({ run, variant }) => `${run}.${variant}` }),
      fc.option(fc.record({ run: id, variant })),
      (parts, reference) => {
        const address = { parts, reference };
        expect(parseComparison(comparisonInAddress(address))).toEqual(address);
      },
    ),
  );
});

test('people’s own addresses are read', () => {
  expect(parseComparison('#compare=3,5')).toEqual({
    parts: [
      { run: 3, variant: null },
      { run: 5, variant: null },
    ],
    reference: null,
  });
  expect(parseComparison('#compare=3,5.1&reference=5.1')).toMatchObject({
    parts: [{ run: 3 }, { run: 5, variant: 0 }],
    reference: { run: 5, variant: 0 },
  });
});

test.each(['', '#', '#runs', '#comparison=3', '#reference=3.1'])('%j asks for none', (hash) => {
  expect(parseComparison(hash)).toBeNull();
});

test('whatever else is written in it is left out, and nothing throws', () => {
  expect(parseComparison('#compare=3,x,-1,1e3,2.0,5.,3,,9.100,<b>')?.parts).toEqual([
    { run: 3, variant: null },
  ]);
  expect(parseComparison('#compare=3&reference=3')?.reference).toBeNull();
  fc.assert(fc.property(fc.string(), (text) => void parseComparison(`#compare=${text}`)));
});

import { expect, it } from 'vitest';
import { firstStudy } from './presets.ts';
import { sameStudy } from './same-study.ts';

it('two studies are the same work whatever their titles and the order of their fields', () => {
  const { seed, base, ...rest } = firstStudy;
  const { epochs, ...others } = base;
  expect(sameStudy(firstStudy, { seed, base: { epochs, ...others }, ...rest, title: 'B' })).toBe(
    true,
  );
});

it('two studies are not the same work where a number or a variant’s name differs', () => {
  expect(sameStudy(firstStudy, { ...firstStudy, seed: 2 })).toBe(false);
  const variants = firstStudy.variants.map((variant, i) => ({ ...variant, name: `V${i}` }));
  expect(sameStudy(firstStudy, { ...firstStudy, variants })).toBe(false);
});

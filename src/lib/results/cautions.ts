/** What a reader of the scores must know besides: replicates that failed, forecasts held by a bound. */
import { counted } from '#lib/format/counted.ts';
import { percent } from '#lib/format/percent.ts';
import { meanOf } from '#lib/experiment/statistics.ts';
import type { ShownVariant } from './shown-variant.ts';

/** Fewer bound outputs than this are of no account. */
const NOTABLE_BOUND_SHARE = 0.001;

export interface Caution {
  readonly what: string;
  readonly why: string;
}

/** One for each variant and reason, told by the first replicate that failed so. */
function failuresOf({ name, failed }: ShownVariant): Caution[] {
  const firsts = failed.filter(
    ({ reason }, i) => failed.findIndex((other) => other.reason === reason) === i,
  );
  return firsts.map(({ reason, message }) => {
    const count = failed.filter((other) => other.reason === reason).length;
    return { what: `${name}: ${counted(count, 'replicate')} failed.`, why: message };
  });
}

function boundOf({ name, done }: ShownVariant): Caution[] {
  const share = meanOf(done.flatMap((result) => result.boundShare ?? []));
  if (!(share >= NOTABLE_BOUND_SHARE)) return [];
  return [
    {
      what: `${name}: ${percent(share)} of the predicted means and spreads lie at their bound.`,
      why: 'The scores are those of the bounded forecasts; a smaller learning rate or fewer densities may keep them inside.',
    },
  ];
}

export function cautionsOf(variants: readonly ShownVariant[]): Caution[] {
  return variants.flatMap((variant) => [...failuresOf(variant), ...boundOf(variant)]);
}

/** What a reader of the scores must know besides: replicates that failed, forecasts held by a bound. */
import { counted } from '#lib/components/charts/number-words.ts';
import { meanOf } from '#lib/experiment/statistics.ts';
import { percent } from './experiment-words.ts';
import type { VariantSnapshot } from './run-ledger.ts';

/** Fewer bound outputs than this are of no account. */
const NOTABLE_BOUND_SHARE = 0.001;

export interface Caution {
  readonly what: string;
  readonly why: string;
}

/** One for each variant and reason, however many replicates failed in the same way. */
function failuresOf({ name, failed }: VariantSnapshot): Caution[] {
  const reasons = failed.map((result) => result.message);
  return reasons
    .filter((reason, i) => reasons.indexOf(reason) === i)
    .map((reason) => {
      const count = reasons.filter((other) => other === reason).length;
      return { what: `${name}: ${counted(count, 'replicate')} failed.`, why: reason };
    });
}

function boundOf({ name, done }: VariantSnapshot): Caution[] {
  const share = done.length === 0 ? 0 : meanOf(done.map((result) => result.boundShare));
  if (share < NOTABLE_BOUND_SHARE) return [];
  return [
    {
      what: `${name}: ${percent(share)} of the predicted means and spreads lie at their bound.`,
      why: 'The scores are those of the bounded forecasts; a smaller learning rate or fewer densities may keep them inside.',
    },
  ];
}

export function cautionsOf(variants: readonly VariantSnapshot[]): Caution[] {
  return variants.flatMap((variant) => [...failuresOf(variant), ...boundOf(variant)]);
}

/** What a reader of the scores must know besides: replicates that failed or exploded, forecasts held by a bound. */
import { counted } from '#lib/format/counted.ts';
import { percent } from '#lib/format/percent.ts';
import { meanOf, summarise } from '#lib/experiment/statistics.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';
import type { ShownVariant } from './shown-variant.ts';

/** Fewer bound outputs than this are of no account. */
const NOTABLE_BOUND_SHARE = 0.001;
/** Times the median of the variant's scores. */
const EXPLODED = 10;
/** With fewer scores an interval is missing because they are few. */
const LEAST_SCORES = 5;

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

/** Replicates that score far worse than the others, and rule what is said of all. */
function explodedOf({ name, done }: ShownVariant): Caution[] {
  const summary = summarise(done.map(({ testCrps }) => testCrps));
  if (!summary) return [];
  const exploded = done.filter(({ testCrps }) => testCrps > EXPLODED * summary.median).length;
  if (exploded > 0) {
    const score = exploded === 1 ? 'scores' : 'score';
    return [
      {
        what: `${name}: ${counted(exploded, 'replicate')} of ${summary.n} ${score} more than ${EXPLODED} times the median.`,
        why: 'Mean, interval and SD depend on such replicates most. Compare medians and quartiles, too; a smaller learning rate may help.',
      },
    ];
  }
  if (summary.n < LEAST_SCORES || summary.interval) return [];
  return [
    {
      what: `${name}: the scores are too unequal for an interval of their mean.`,
      why: 'Student’s interval would reach below 0, where no score is. Compare medians and quartiles.',
    },
  ];
}

function boundOf({ name, done }: ShownVariant, components: number): Caution[] {
  const share = meanOf(done.flatMap((result) => result.boundShare ?? []));
  if (!(share >= NOTABLE_BOUND_SHARE)) return [];
  const densities = components === 1 ? 'a second density' : 'fewer densities';
  return [
    {
      what: `${name}: ${percent(share)} of the predicted means and spreads lie at their bound.`,
      why: `The scores are those of the bounded forecasts; a smaller learning rate or ${densities} may keep them inside.`,
    },
  ];
}

/** @param variants of the study, in its order */
export function cautionsOf({ base, variants: settings }: Study, variants: readonly ShownVariant[]) {
  return variants.flatMap((variant, index): Caution[] => {
    const { components } = experimentOf(base, settings[index]);
    return [...failuresOf(variant), ...explodedOf(variant), ...boundOf(variant, components)];
  });
}

import { counted } from '#lib/format/counted.ts';
import { valueWords, withUnit } from '#lib/format/number-words.ts';
import type { Agreement, LargestDifference } from './agreement.ts';

export interface AgreementWords {
  /** One line. */
  readonly verdict: string;
  readonly detail: string;
}

function sizeInWords({ size }: LargestDifference, unit: string): string {
  return withUnit(valueWords(size, 2), unit);
}

function largestInWords(largest: LargestDifference | null, unit: string): string {
  if (!largest) return '';
  const where = `replicate ${largest.replicate + 1} of “${largest.variant}”`;
  return `The largest difference is ${sizeInWords(largest, unit)} (${where}).`;
}

/** @param unit of the scores */
export function agreementInWords(agreement: Agreement, unit: string): AgreementWords {
  if (agreement.status === 'none') {
    return {
      verdict: 'Nothing to compare yet.',
      detail: 'No replicate that the link has was trained here.',
    };
  }
  const { compared, shared, beyond, failedOnce, sameDigest, largest } = agreement;
  const changed = sameDigest
    ? ' The scores here have the digest that the link states, and those that it shows do not: it was changed by hand.'
    : '';
  const all =
    compared === shared
      ? `all ${counted(shared, 'replicate')}`
      : `${compared} of ${counted(shared, 'replicate')}`;
  switch (agreement.status) {
    case 'identical':
      return {
        verdict: 'Identical to the last bit.',
        detail: `The validation and test scores of ${all} have the digest that the link states.`,
      };
    case 'within': {
      const bits =
        compared === shared
          ? ' The digest is another one, so not to the last bit: another engine, or another version of one, differs in the last digits.'
          : ' Whether they agree to the last bit is known only once all of them have run.';
      return {
        verdict: 'The same within the tolerance.',
        detail: `Compared ${all}: each test score lies within 0.1 % of the link’s, give or take its rounding to four digits. ${largestInWords(largest, unit)}${changed || bits}`,
      };
    }
    case 'different': {
      const apart =
        beyond > 0
          ? [`${counted(beyond, 'replicate')} differ${beyond === 1 ? 's' : ''} by more than 0.1 %`]
          : [];
      const failed =
        failedOnce > 0 ? [`${counted(failedOnce, 'replicate')} failed in one place only`] : [];
      return {
        verdict: 'Different.',
        detail: `Compared ${all}: ${[...apart, ...failed].join('; ')}. ${largestInWords(largest, unit)}${changed}`,
      };
    }
    default:
      return agreement satisfies never;
  }
}

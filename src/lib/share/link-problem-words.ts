/** What is wrong with a link, for people: a heading, what happened, and what to do. */
import { numberWords } from '#lib/format/number-words.ts';
import { problemLine } from '#lib/experiment/problem.ts';
import { LINK_VERSION, LONGEST_LINK } from './link-envelope.ts';
import type { OpenedResult } from './result-link.ts';

export type LinkProblem = Exclude<OpenedResult, { status: 'ok' } | { status: 'empty' }>;

export interface ProblemWords {
  readonly heading: string;
  readonly what: string;
  /** What to do. */
  readonly how: string;
  /** The places, where they are known. */
  readonly places: readonly string[];
}

const AGAIN = 'Ask for the link again, or copy it whole and paste it below.';
const MOST_PLACES = 5;

function count(value: number): string {
  return numberWords(value, 0);
}

export function linkProblemInWords(problem: LinkProblem): ProblemWords {
  const words = (heading: string, what: string, how = AGAIN, places: readonly string[] = []) => ({
    heading,
    what,
    how,
    places,
  });
  switch (problem.status) {
    case 'no-link':
      return words(
        'This is not the link of a result',
        `A result’s link has “#${LINK_VERSION}:” and a long text after it; this address has something else there.`,
      );
    case 'too-long':
      return words(
        'This link is too long',
        `It has ${count(problem.length)} characters; a result takes at most ${count(LONGEST_LINK)}. Nothing of it was read.`,
      );
    case 'other-version':
      return words(
        `This link has format ${problem.version}`,
        `This version of CRPS Lab reads format ${LINK_VERSION}. A newer one may have made the link.`,
        'Reload the page to get the newest version, or ask for a result file instead.',
      );
    case 'cut':
      return words(
        'This link was cut short',
        `Only its first ${count(problem.length)} characters arrived; the end is missing. Discord cuts messages at 2,000 characters, Slack near 4,000, and some mail programs break long lines.`,
        'Ask for the link again and say where it was cut: the sender can choose a length that fits. Or copy it whole and paste it below.',
      );
    case 'damaged':
      return words(
        'This link was damaged on its way',
        'It is not the text that was sent: a character was changed, lost or added, so nothing in it can be trusted and nothing is shown.',
      );
    case 'too-large':
      return words(
        'This link unpacks to more than a result can be',
        'It was not unpacked further: no study makes such a link.',
        'Ask whoever sent it for a link made by CRPS Lab.',
      );
    case 'invalid': {
      const places = problem.problems.slice(0, MOST_PLACES).map(problemLine);
      const more = problem.problems.length - places.length;
      return words(
        'This link does not hold a result',
        'It arrived whole, but what is in it is no result of this program, so nothing is shown.',
        'Ask whoever sent it for a link made by CRPS Lab.',
        more > 0 ? [...places, `and ${count(more)} more`] : places,
      );
    }
    default:
      return problem satisfies never;
  }
}

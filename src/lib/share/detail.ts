/** How much a link carries, and in which order it is left out where there is not the room. */
import type { FurtherScore, SharedResult } from './shared-result.ts';

export interface Detail {
  /** Points of a learning curve, 0 for none. */
  readonly validationPoints: number;
  readonly trainingPoints: number;
  readonly scores: ReadonlySet<FurtherScore>;
  readonly columns: boolean;
}

interface Step {
  /** What goes, in words; it completes “Left out: …”. */
  readonly what: string;
  readonly cut: (detail: Detail) => Detail;
  /** Whether a result has it at all. */
  readonly has: (result: SharedResult) => boolean;
}

const CURVE_POINTS = 24;
const FEW_POINTS = 10;

export const FULL_DETAIL: Detail = {
  validationPoints: CURVE_POINTS,
  trainingPoints: CURVE_POINTS,
  scores: new Set<FurtherScore>([
    'validationCrps',
    'testLogScore',
    'coverage90',
    'coverage50',
    'excessCrps',
    'durationMs',
    'boundShare',
  ]),
  columns: true,
};

function withoutScore(what: string, score: FurtherScore): Step {
  return {
    what,
    cut: (detail) => ({
      ...detail,
      scores: new Set([...detail.scores].filter((other) => other !== score)),
    }),
    has: ({ variants }) => variants.some(({ done }) => done.some((own) => own[score] !== null)),
  };
}

/** The least important first. The study, the test scores, what failed, what ran it and the digest always stay. */
export const STEPS: readonly Step[] = [
  {
    what: 'curves of the training loss',
    cut: (detail) => ({ ...detail, trainingPoints: 0 }),
    has: ({ variants }) => variants.some(({ curves }) => curves?.trainingLoss),
  },
  withoutScore('training times', 'durationMs'),
  withoutScore('scores above the oracle’s', 'excessCrps'),
  withoutScore('coverage of the 50 % interval', 'coverage50'),
  {
    what: `all but ${FEW_POINTS} points of each learning curve`,
    cut: (detail) => ({ ...detail, validationPoints: FEW_POINTS }),
    has: ({ variants }) =>
      variants.some(({ curves }) => (curves?.validationCrps.median.length ?? 0) > FEW_POINTS),
  },
  withoutScore('coverage of the 90 % interval', 'coverage90'),
  withoutScore('log scores', 'testLogScore'),
  {
    what: 'learning curves',
    cut: (detail) => ({ ...detail, validationPoints: 0 }),
    has: ({ variants }) => variants.some(({ curves }) => curves),
  },
  withoutScore('validation scores', 'validationCrps'),
  {
    what: 'the kinds of the columns',
    cut: (detail) => ({ ...detail, columns: false }),
    has: ({ columns }) => columns !== null,
  },
];

/** What is left after the first `count` steps. */
export function detailAfter(count: number): Detail {
  return STEPS.slice(0, count).reduce((detail, { cut }) => cut(detail), FULL_DETAIL);
}

/** What the first `count` steps leave out of a result, in words; the coarser replaces the finer. */
export function leftOut(count: number, result: SharedResult): string[] {
  const gone = STEPS.slice(0, count).flatMap(({ what, has }) => (has(result) ? [what] : []));
  return gone.includes('learning curves')
    ? gone.filter((what) => !what.startsWith('all but') && !what.startsWith('curves of'))
    : gone;
}

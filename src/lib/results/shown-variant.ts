/**
 * What can be shown of any result, whether of a run under way, of one that was kept or of an opened link.
 * A run's snapshot is one as it is; a link may carry less than a run knows.
 */
import type { FailedReplicate, FinishedReplicate } from '#lib/experiment/result.ts';

type Scores = Pick<
  FinishedReplicate,
  | 'validationCrps'
  | 'testLogScore'
  | 'coverage50'
  | 'coverage90'
  | 'excessCrps'
  | 'durationMs'
  | 'boundShare'
>;

/** A finished replicate; null for what is not known of it. */
export type ShownReplicate = Pick<FinishedReplicate, 'replicate' | 'testCrps'> & {
  readonly [K in keyof Scores]: Scores[K] | null;
};

export interface ShownVariant {
  readonly name: string;
  /** In any order; the same array for the same replicates, so that charts redraw only what is new. */
  readonly done: readonly ShownReplicate[];
  readonly failed: readonly Pick<FailedReplicate, 'replicate' | 'reason' | 'message'>[];
}

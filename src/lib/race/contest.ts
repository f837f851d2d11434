/** What is raced, as plain data: the page asks for it by these names, the worker does it. */
import type { Held } from '#lib/engines/tfjs/held.ts';

/** One way of doing the work of a race. */
export type LaneName =
  | 'loop-gpu'
  | 'loop'
  | 'batch-quadrature'
  | 'loop-closed'
  | 'batch'
  | 'quadrature'
  | 'closed-form'
  | 'simd'
  | 'webgl'
  | 'webgpu'
  | 'experiments';

/** How long is measured. Milliseconds are a lane's own. */
export interface Effort {
  readonly rounds: number;
  /** A lane works this long before the first round: a browser compiles code anew while it runs. */
  readonly warmMs: number;
  /** A lane's turn repeats short work until it has taken this long, far above the clock's grain. */
  readonly leastMs: number;
  /** A lane that has not come through its rows by then stops: what it did is a sample. */
  readonly mostMs: number;
}

/** The data and networks that every lane of a lecture shares. */
export interface RaceSizes {
  /** Test rows that are scored. */
  readonly rows: number;
  readonly epochs: number;
  /** Replicates of an experiment. */
  readonly replicates: number;
}

export interface Contest {
  readonly lanes: readonly LaneName[];
  /** Densities of the network's mixture. */
  readonly components: number;
  readonly sizes: RaceSizes;
  readonly effort: Effort;
}

/** One lane's turn in one round. */
export interface Turn {
  /** Rows (or replicates) done in a pass: all, or the sample that it stopped after. */
  readonly done: number;
  /** For all rows: measured, or, where the turn stopped after a sample, projected from it. */
  readonly totalMs: number;
  readonly complete: boolean;
  /** The first pass, as [own time in ms, rows done], at most some fifty points. */
  readonly course: readonly (readonly [ms: number, done: number])[];
}

export interface LaneScore {
  /** Rows that both the lane and the exact score have. */
  readonly rows: number;
  /** Largest absolute difference from the exact score, in the target's unit. */
  readonly apart: number;
  /** Rows that differ by more than the lane's tolerance, and those that its own method does not explain. */
  readonly beyond: number;
  readonly unexplained: number;
  readonly tolerance: number;
}

/** What the page is told while lanes are raced. */
export type RaceNews =
  | { readonly kind: 'training'; readonly components: number }
  | { readonly kind: 'warming'; readonly lane: number }
  | { readonly kind: 'absent'; readonly lane: number; readonly reason: string }
  | {
      readonly kind: 'running';
      readonly lane: number;
      /** Counted from 1. */
      readonly round: number;
      readonly done: number;
      readonly ms: number;
    }
  | {
      readonly kind: 'turn';
      readonly lane: number;
      readonly round: number;
      readonly turn: Turn;
    };

export interface LaneFinding {
  readonly lane: LaneName;
  /** Why it did not race; null: it did. */
  readonly absent: string | null;
  /** The engine's name and, of a GPU, the renderer's. */
  readonly where: string;
  readonly turns: readonly Turn[];
  /** null where there is nothing to hold it to. */
  readonly score: LaneScore | null;
  /** Mean test score of each replicate that the lane of experiments came to; empty for any other. */
  readonly experimentScores: readonly number[];
}

export interface RaceFinding {
  readonly lanes: readonly LaneFinding[];
  /** Rows (or replicates) of a whole pass. */
  readonly total: number;
  /** Before and after: nothing may be left behind. */
  readonly held: { readonly before: Held; readonly after: Held };
}

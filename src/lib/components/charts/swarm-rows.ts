import type { ReplicateScore } from './distribution-view.ts';
import { Swarm } from './swarm.ts';

export interface PlacedDot extends ReplicateScore {
  /** CSS px on the canvas. */
  readonly x: number;
  readonly y: number;
}

interface Row {
  swarm: Swarm;
  dots: PlacedDot[];
}

/** Where the dots of each row are. As long as the geometry stands, only new dots are placed. */
export class SwarmRows {
  #rows: Row[] = [];
  #geometry = '';

  /**
   * @param scores per row, in order of arrival; those for which `toX` gives NaN are left out
   * @param middles per row, the middle line in CSS px
   * @param geometry names everything that places depend on; another one places all dots anew
   */
  place(
    scores: readonly (readonly ReplicateScore[])[],
    middles: readonly number[],
    size: { readonly radius: number; readonly reach: number },
    toX: (score: number) => number,
    geometry: string,
  ): readonly (readonly PlacedDot[])[] {
    if (geometry !== this.#geometry) this.#rows = [];
    this.#geometry = geometry;
    this.#rows = scores.map((list, index) => {
      const drawn = list.filter(({ score }) => Number.isFinite(toX(score)));
      let row = this.#rows[index];
      const grown =
        row &&
        row.dots.length <= drawn.length &&
        row.dots.every(
          (dot, i) => dot.replicate === drawn[i].replicate && dot.score === drawn[i].score,
        );
      if (!grown) row = { swarm: new Swarm(2 * size.radius + 1, size.reach), dots: [] };
      for (const { replicate, score } of drawn.slice(row.dots.length)) {
        const x = toX(score);
        row.dots.push({ replicate, score, x, y: middles[index] + row.swarm.place(x) });
      }
      return row;
    });
    return this.#rows.map(({ dots }) => dots);
  }
}

/** The dot nearest to a place, if one is within `withinPx`. */
export function nearestDot(
  rows: readonly (readonly PlacedDot[])[],
  at: { readonly x: number; readonly y: number },
  withinPx: number,
): { row: number; dot: PlacedDot } | null {
  let nearest: { row: number; dot: PlacedDot } | null = null;
  let least = withinPx;
  rows.forEach((dots, row) => {
    for (const dot of dots) {
      const distance = Math.hypot(dot.x - at.x, dot.y - at.y);
      if (distance <= least) {
        least = distance;
        nearest = { row, dot };
      }
    }
  });
  return nearest;
}

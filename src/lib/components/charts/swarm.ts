/** The golden ratio's fraction: its multiples, wrapped, spread evenly however many there are. */
const GOLDEN = 0.6180339887498949;

/**
 * A beeswarm that only grows: each dot goes to the free place nearest the middle line and stays
 * there, so no dot moves when another arrives. Where the band is full, dots overlap evenly.
 * All lengths in pixels.
 */
export class Swarm {
  readonly #columns = new Map<number, { x: number; y: number }[]>();
  #placed = 0;
  #crowded = 0;

  /**
   * @param spacing least distance between the centres of two dots
   * @param reach largest distance of a centre from the middle line
   */
  constructor(
    readonly spacing: number,
    readonly reach: number,
  ) {}

  get placed(): number {
    return this.#placed;
  }

  /** Places the next dot at `x`; returns its distance from the middle line, within ± reach. */
  place(x: number): number {
    const near = this.#near(x);
    const y = this.#freeOffset(x, near) ?? this.#crowdedOffset();
    const column = Math.floor(x / this.spacing);
    const held = this.#columns.get(column);
    if (held) held.push({ x, y });
    else this.#columns.set(column, [{ x, y }]);
    this.#placed++;
    return y;
  }

  #near(x: number): { x: number; y: number }[] {
    const column = Math.floor(x / this.spacing);
    return [column - 1, column, column + 1]
      .flatMap((index) => this.#columns.get(index) ?? [])
      .filter((dot) => Math.abs(dot.x - x) < this.spacing);
  }

  #freeOffset(x: number, near: readonly { x: number; y: number }[]): number | null {
    // The nearest free place is the middle itself or touches a neighbour.
    const candidates = [0];
    for (const dot of near) {
      const rise = Math.sqrt(this.spacing ** 2 - (dot.x - x) ** 2);
      candidates.push(dot.y - rise, dot.y + rise);
    }
    const slack = this.spacing * (1 - 1e-9);
    candidates.sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
    for (const y of candidates) {
      if (Math.abs(y) > this.reach) return null;
      if (near.every((dot) => Math.hypot(dot.x - x, dot.y - y) >= slack)) return y;
    }
    return null;
  }

  #crowdedOffset(): number {
    const share = (++this.#crowded * GOLDEN) % 1;
    return (2 * share - 1) * this.reach;
  }
}

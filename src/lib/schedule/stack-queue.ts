import type { Stack } from './stacks.ts';

/** A stack that fails is begun this often in all. */
export const MOST_ATTEMPTS = 3;

/** What a worker would rather have: some variants only, and stacks joined up to `most` replicates. */
export interface Wish {
  readonly variants?: (variant: number) => boolean;
  readonly most?: number;
}

/**
 * Stacks that wait, and a count of those under way: a worker that finds nothing waiting stays until no
 * other worker can hand a stack back.
 */
export class StackQueue {
  readonly #waiting: Stack[];
  #underWay = 0;
  #closed = false;
  #idle: (() => void)[] = [];

  constructor(stacks: readonly Stack[]) {
    this.#waiting = [...stacks];
  }

  /** Replicates that wait, of the variants that are asked for. */
  waiting(variants: (variant: number) => boolean): number {
    return this.#waiting
      .filter(({ variant }) => variants(variant))
      .reduce((sum, { replicates }) => sum + replicates.length, 0);
  }

  /** The next stack; null once none will come. Each one taken is to be `settle`d. */
  async take({ variants = () => true, most = 1 }: Wish = {}): Promise<Stack | null> {
    for (;;) {
      if (this.#closed) return null;
      const next = this.#next(variants, most);
      if (next) {
        this.#underWay++;
        return next;
      }
      if (this.#underWay === 0) return null;
      await new Promise<void>((resolve) => this.#idle.push(resolve));
    }
  }

  #next(variants: (variant: number) => boolean, most: number): Stack | null {
    const first = this.#waiting.find(({ variant }) => variants(variant));
    if (!first) return null;
    const { variant, attempt, losses } = first;
    const replicates: number[] = [];
    for (const stack of [...this.#waiting]) {
      const alike =
        stack.variant === variant && stack.attempt === attempt && stack.losses === losses;
      if (!alike || (stack !== first && replicates.length + stack.replicates.length > most))
        continue;
      replicates.push(...stack.replicates);
      this.#waiting.splice(this.#waiting.indexOf(stack), 1);
    }
    return { variant, replicates, attempt, losses };
  }

  settle(): void {
    this.#underWay--;
    this.#wake();
  }

  /**
   * Puts replicates of a stack back behind the others; before the last attempt one by one, where one
   * of them may have brought the others down.
   * @returns false if they have had all their attempts
   */
  again(stack: Stack, replicates: readonly number[], sharedFate: boolean): boolean {
    const attempt = stack.attempt + 1;
    if (attempt > MOST_ATTEMPTS) return false;
    this.#putBack({ ...stack, attempt }, replicates, sharedFate && attempt === MOST_ATTEMPTS);
    return true;
  }

  /**
   * Puts a stack back whose worker was lost. That is no attempt; but where it was lost twice under this
   * stack, its replicates go on one by one, since one of them may need more memory than there is.
   */
  lost(stack: Stack): void {
    const losses = stack.losses + 1;
    this.#putBack({ ...stack, losses }, stack.replicates, losses >= 2);
  }

  #putBack(stack: Stack, replicates: readonly number[], alone: boolean): void {
    const groups = alone ? replicates.map((replicate) => [replicate]) : [replicates];
    for (const group of groups) this.#waiting.push({ ...stack, replicates: group });
    this.#wake();
  }

  /** Nothing more is handed out. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  #wake(): void {
    const idle = this.#idle;
    this.#idle = [];
    for (const resolve of idle) resolve();
  }
}

import { tInterval } from '#lib/experiment/interval.ts';

/** Mean and spread of numbers that come one by one, without keeping them (Welford 1962). */
export class RunningMean {
  count = 0;
  mean = 0;
  #squares = 0;

  add(value: number): void {
    this.count += 1;
    const before = value - this.mean;
    this.mean += before / this.count;
    this.#squares += before * (value - this.mean);
  }

  /** Of the mean; NaN below two numbers. */
  get standardError(): number {
    if (this.count < 2) return NaN;
    return Math.sqrt(this.#squares / (this.count - 1) / this.count);
  }

  /** Half the width of Student's 95 % interval; null below two numbers. */
  get halfWidth(): number | null {
    const interval = tInterval(this.mean, this.standardError, this.count - 1);
    return interval && interval.upper - this.mean;
  }
}

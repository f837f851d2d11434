/** What a measurement found: plain data, so that it crosses from the page to the command. */
export interface Target {
  /** What was asked of which loop, such as 'batch against loop, wasm, K = 3'. */
  readonly what: string;
  readonly wanted: string;
  readonly got: string;
  readonly met: boolean;
}

export interface Finding {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences below the table: sizes, agreement, what could not be measured. */
  readonly notes: readonly string[];
  readonly targets: readonly Target[];
}

/** A target of at least so many times, for people. */
export function atLeast(what: string, wanted: number, got: number): Target {
  return {
    what,
    wanted: `≥ ${wanted}×`,
    got: `${got >= 10 ? got.toFixed(0) : got.toFixed(2)}×`,
    met: got >= wanted,
  };
}

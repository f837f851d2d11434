import type { Remote } from 'comlink';

/** A worker as its owner calls it, whatever kind of thread it is. */
export interface Callee<Api> {
  /** The call's result. @throws WorkerCrash where it throws, or the worker is lost or ended first */
  ask<T extends Promise<unknown>>(call: (remote: Remote<Api>) => T): Promise<Awaited<T>>;
  /** Calls it once it lives, in the order in which this was asked; what comes of it does not matter. */
  tell(call: (remote: Remote<Api>) => Promise<unknown>): void;
  /** Ends the worker. */
  end(): void;
}

/** A worker's first call: it answers once the worker holds the line `line`. */
export type Attach<Api> = (remote: Remote<Api>, line: string) => Promise<unknown>;

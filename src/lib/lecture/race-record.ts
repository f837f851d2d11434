/** What a machine has measured, as plain data: kept here, sent as a link, laid beside others. */
import type { HeatRecord } from './heat.ts';
import type { LedgerSizes } from './ledger.ts';

export interface MachineRecord {
  readonly cores: number;
  readonly runtime: string;
  readonly renderer: string | null;
  /** What the fastest lane trained on. */
  readonly engine: string | null;
}

export interface RaceRecord {
  /** Milliseconds since 1970, to the minute. */
  readonly at: number;
  readonly machine: MachineRecord;
  readonly sizes: LedgerSizes & { readonly k: number; readonly workers: number | null };
  /** Those that were raced. */
  readonly heats: readonly HeatRecord[];
}

/** Whether there is anything to take home. */
export function isWorthKeeping({ heats }: Pick<RaceRecord, 'heats'>): boolean {
  return heats.some(({ lanes }) => lanes.some(({ turns }) => turns.length > 0));
}

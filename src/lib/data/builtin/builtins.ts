/** What the page says about each built-in set before anything is loaded: a light list, free of the sets themselves. */
import type { BuiltinId, TargetSpec } from '../spec.ts';

export interface Builtin {
  readonly id: BuiltinId;
  readonly title: string;
  /** One sentence for people. */
  readonly description: string;
  readonly source: string;
  readonly licence: string;
  readonly maxRows: number;
  readonly defaultRows: number;
  /** Rows are drawn by the seed: simulated, or sampled where fewer than all are asked for. */
  readonly simulated: boolean;
  readonly target: TargetSpec;
  /** Columns used unless chosen otherwise; null: every column but the target. */
  readonly inputs: readonly string[] | null;
}

export const builtins: readonly Builtin[] = [
  {
    id: 'surgery',
    title: 'Surgery durations',
    description:
      'Simulated operations of a children’s hospital with a known truth: log-normal mixtures given procedure, surgeon, patient and booking, some of them truly bimodal.',
    source: 'Simulator, documented in docs/data.md',
    licence: 'MIT, as this project',
    maxRows: 53_783,
    defaultRows: 5_000,
    simulated: true,
    target: { column: 'minutes', unit: 'min', shift: 0 },
    inputs: ['procedure', 'surgeon', 'admission', 'asa', 'age', 'scheduled'],
  },
  {
    id: 'flights',
    title: 'Flight delays',
    description:
      'Arrival delays of 20,000 real flights in the United States, January to March 2001; early arrivals are negative, so a log-normal needs the shift.',
    source: 'U.S. Bureau of Transportation Statistics, by way of vega-datasets',
    licence: 'Public record of the U.S. government',
    maxRows: 20_000,
    defaultRows: 5_000,
    simulated: false,
    target: { column: 'delay', unit: 'min', shift: -60 },
    inputs: null,
  },
  {
    id: 'wages',
    title: 'Hourly wages',
    description:
      'Hourly wages of 534 people in the United States in 1985, with schooling, experience, occupation and sector; almost log-normal.',
    source: 'Current Population Survey 1985 (Berndt 1991), by way of stdlib',
    licence: 'CC0 1.0',
    maxRows: 534,
    defaultRows: 534,
    simulated: false,
    target: { column: 'wage', unit: 'USD/h', shift: 0 },
    inputs: null,
  },
  {
    id: 'inverse-sine',
    title: 'Inverse sine',
    description:
      'Bishop’s classic with one input: the inverse of a wiggly function, exponentiated, where one input has up to three likely answers.',
    source: 'Simulator after Bishop, Mixture Density Networks (1994)',
    licence: 'MIT, as this project',
    maxRows: 100_000,
    defaultRows: 2_000,
    simulated: true,
    target: { column: 'y', unit: '', shift: 0 },
    inputs: null,
  },
];

/** The description of one built-in set. */
export function builtin(id: BuiltinId): Builtin {
  const found = builtins.find((entry) => entry.id === id);
  if (!found) {
    const known = builtins.map((entry) => entry.id).join(', ');
    throw new RangeError(`No built-in set is called “${id}”; there are ${known}.`);
  }
  return found;
}

import type { Spread } from '#lib/race/spread.ts';
import { type Factor, factorBetween } from './factor.ts';
import { recordOf, type HeatRecord } from './heat.ts';
import { laneTime } from './lane-time.ts';
import type { LectureLane } from './lecture-lane.ts';
import { timeWords } from './race-words.ts';
import { ledgerOf, type LedgerSizes } from './ledger.ts';
import { stepOf, type StepId } from './steps.ts';

/** A factor, and the sentence that names its loop: before it is known too, so that nothing moves once it is. */
export interface Finding {
  /** null until the race has shown it. */
  readonly factor: Factor | null;
  readonly says: string;
}

export interface Conclusion {
  /** The largest thing on the screen. */
  readonly main: Finding | null;
  readonly also: readonly Finding[];
  /** What others measured, elsewhere: never raced. */
  readonly citation: string | null;
}

/** properscoring's quadrature of one row in Python, measured by the loop's author; see docs/lecture.md. */
export const PYTHON_MS_A_ROW = 109;

const nothing: Conclusion = { main: null, also: [], citation: null };

/** Empty if either lane is unavailable here. */
function between(
  record: HeatRecord,
  slow: LectureLane,
  fast: LectureLane,
  says: string,
): readonly Finding[] {
  const races = [slow, fast].every((lane) => recordOf(record, lane)?.absent === null);
  return races ? [{ factor: factorBetween(record, slow, fast), says }] : [];
}

function found(...of: Parameters<typeof between>): Finding | null {
  return between(...of)[0] ?? null;
}

/** What was measured, without what may still come. */
export function knownOf({ main, also, citation }: Conclusion): Conclusion {
  return {
    main: main?.factor ? main : null,
    also: also.filter(({ factor }) => factor !== null),
    citation,
  };
}

/** What the slow ends run on by their making: a link does not carry it. */
const MADE_FOR: Partial<Record<LectureLane, string>> = {
  'loop-gpu': 'webgl',
  loop: 'wasm',
  'one-worker': 'wasm',
};

function whereOf(record: HeatRecord, lane: LectureLane): string {
  const where = recordOf(record, lane)?.where.split(',')[0] || MADE_FOR[lane];
  return where ? ` (${where})` : '';
}

function citedLoop(record: HeatRecord): string | null {
  const loop = recordOf(record, 'loop');
  const time = loop && laneTime(loop);
  if (!time) return null;
  const here = timeWords(time.total.median / record.total);
  return `Cited, not raced: Python’s properscoring took ${PYTHON_MS_A_ROW} ms a row for the integral alone; this loop takes ${here}, prediction included.`;
}

/** What a step's race has shown so far. */
export function conclusionOf(
  step: StepId,
  all: readonly HeatRecord[],
  sizes: LedgerSizes,
): Conclusion {
  const [heat, second] = all.filter((one) =>
    stepOf(step).heats.some((own) => own.id === one.heat.id),
  );
  if (!heat) return nothing;
  switch (step) {
    case '1': {
      const loop = `the loop on the processor${whereOf(heat, 'loop')}`;
      const gpu = `the loop that reads each row back from the GPU${whereOf(heat, 'loop-gpu')}`;
      return {
        main: found(heat, 'loop', 'batch', `the batch against ${loop}`),
        also: between(heat, 'loop-gpu', 'batch', `the batch against ${gpu}`),
        citation: citedLoop(heat),
      };
    }
    case '2': {
      const loop = `the loop${whereOf(heat, 'loop')}`;
      const first = `predicting all rows at once, against ${loop}`;
      const then = 'then the closed form, against that loop of quadratures';
      return {
        main: found(heat, 'loop', 'batch', `both, against ${loop}`),
        also: [
          ...between(heat, 'loop', 'batch-quadrature', first),
          ...between(heat, 'batch-quadrature', 'batch', then),
        ],
        citation: null,
      };
    }
    case '3': {
      const against = (record: HeatRecord | undefined, fast: LectureLane, says: string) =>
        record ? between(record, 'quadrature', fast, `${says}, ${record.heat.title}`) : [];
      const loop = `closed form against a loop of quadratures (TypeScript), ${heat.heat.title}`;
      return {
        main: found(heat, 'quadrature', 'closed-form', loop),
        also: [
          ...against(heat, 'simd', 'SIMD against that loop'),
          ...against(second, 'closed-form', 'closed form against that loop'),
          ...against(second, 'simd', 'SIMD against that loop'),
        ],
        citation: null,
      };
    }
    case '4':
      return {
        main: found(
          heat,
          'one-worker',
          'fastest',
          `every worker, stacked${whereOf(heat, 'fastest')}, against one replicate after another on one worker${whereOf(heat, 'one-worker')}`,
        ),
        also: [
          ...between(
            heat,
            'one-worker',
            'every-worker',
            `every worker against one${whereOf(heat, 'one-worker')}`,
          ),
          ...between(
            heat,
            'one-worker',
            'stacked',
            `stacked on one worker, against one after another${whereOf(heat, 'one-worker')}`,
          ),
        ],
        citation: 'Cited, not raced: in 2020 a pool of 16 processes was 12× as fast as one.',
      };
    case '5':
      return together(all, sizes, heat);
    case 'crps':
    case 'home':
      return nothing;
    default:
      return step satisfies never;
  }
}

const CITED_2020 =
  'Cited, not raced: in 2020, in Python on 16 cores, 20× and 12× were said to make 240×.';

/** Whole experiments: the product of the factors, and beside it the two ends as they were measured. */
function together(all: readonly HeatRecord[], sizes: LedgerSizes, ends: HeatRecord): Conclusion {
  const ledger = ledgerOf(all, sizes);
  const says =
    'measured: the fast end against the slow end, experiments one after another on one worker (wasm), scored by the loop';
  const measured = found(ends, 'experiments', 'together', says);
  if (!ledger && measured?.factor) return { main: measured, also: [], citation: CITED_2020 };
  const product = 'the product of these factors, over whole experiments';
  return {
    main: { factor: ledger?.product ?? null, says: product },
    also: [
      {
        factor: ledger?.scoring ?? null,
        says: 'the batch in place of the loop (wasm), training included',
      },
      { factor: ledger?.workers ?? null, says: 'every worker in place of one (wasm)' },
      {
        factor: ledger?.engine ?? null,
        says: 'stacked on the fastest engine, in place of one at a time (wasm)',
      },
      {
        factor: measured?.factor ?? null,
        says:
          ledger && measured?.factor
            ? `${says}; ${withinWords(ledger.product, measured.factor)}`
            : says,
      },
    ],
    citation: CITED_2020,
  };
}

function withinWords(product: Spread, measured: Spread): string {
  const overlap = product.least <= measured.most && measured.least <= product.most;
  return overlap ? 'it agrees within the spread' : 'it lies beyond the spread';
}

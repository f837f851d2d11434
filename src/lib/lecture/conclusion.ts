import type { Spread } from '#lib/race/spread.ts';
import { type Factor, factorBetween } from './factor.ts';
import { recordOf, type HeatRecord } from './heat.ts';
import { laneTime } from './lane-time.ts';
import type { LectureLane } from './lecture-lane.ts';
import { timeWords } from './race-words.ts';
import { ledgerOf, type LedgerSizes } from './ledger.ts';
import { stepOf, type StepId } from './steps.ts';

/** A factor, and the sentence that names its loop. */
export interface Finding {
  readonly factor: Factor;
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

function found(
  record: HeatRecord,
  slow: LectureLane,
  fast: LectureLane,
  says: string,
): Finding | null {
  const factor = factorBetween(record, slow, fast);
  return factor && { factor, says };
}

function present(findings: readonly (Finding | null)[]): readonly Finding[] {
  return findings.filter((one) => one !== null);
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
        also: present([found(heat, 'loop-gpu', 'batch', `the batch against ${gpu}`)]),
        citation: citedLoop(heat),
      };
    }
    case '2': {
      const whole = found(heat, 'loop', 'batch', `both, against the loop${whereOf(heat, 'loop')}`);
      return {
        main: whole,
        also: present([
          found(heat, 'loop', 'batch-quadrature', 'by predicting all rows at once'),
          found(heat, 'batch-quadrature', 'batch', 'then by the closed form'),
        ]),
        citation: null,
      };
    }
    case '3': {
      const against = (record: HeatRecord, fast: LectureLane, says: string) =>
        found(record, 'quadrature', fast, `${says}, ${record.heat.title}`);
      const loop = 'closed form against the loop of quadratures, both TypeScript';
      return {
        main: against(heat, 'closed-form', loop),
        also: present([
          against(heat, 'simd', 'SIMD against that loop'),
          second && against(second, 'closed-form', 'TypeScript against it'),
          second && against(second, 'simd', 'SIMD against it'),
        ]),
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
        also: present([
          found(heat, 'one-worker', 'every-worker', 'by every worker'),
          found(heat, 'one-worker', 'stacked', 'by stacking on one worker'),
        ]),
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
  const measured = found(
    ends,
    'experiments',
    'together',
    'measured: the fast end against the slow end, experiments one after another on one worker (wasm), scored by the loop',
  );
  if (!ledger) return { main: measured, also: [], citation: CITED_2020 };
  return {
    main: { factor: ledger.product, says: 'the product of these factors, over whole experiments' },
    also: present([
      { factor: ledger.scoring, says: 'the batch in place of the loop (wasm), training included' },
      { factor: ledger.workers, says: 'every worker in place of one (wasm)' },
      { factor: ledger.engine, says: 'stacked, on the fastest engine' },
      measured && {
        ...measured,
        says: `${measured.says}; ${withinWords(ledger.product, measured.factor)}`,
      },
    ]),
    citation: CITED_2020,
  };
}

function withinWords(product: Spread, measured: Spread): string {
  const overlap = product.least <= measured.most && measured.least <= product.most;
  return overlap ? 'it agrees within the spread' : 'it lies beyond the spread';
}

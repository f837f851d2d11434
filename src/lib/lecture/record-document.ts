/** A record as the short JSON that a link carries, and back: times as they are told, differences to three digits, names as they stand in steps.ts. */
import * as v from 'valibot';
import type { LaneScore, Turn } from '#lib/race/contest.ts';
import type { Heat, HeatRecord } from './heat.ts';
import { newRecord, type LaneRecord } from './lecture-lane.ts';
import { measuredMs } from './measured-ms.ts';
import { presetLimits, type PresetNumber } from './presets.ts';
import type { RaceRecord } from './race-record.ts';
import { steps } from './steps.ts';

const knownHeats: readonly Heat[] = steps.flatMap(({ heats }) => heats);
const MOST_TURNS = 25;

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const preset = (name: PresetNumber) => {
  const [least, most] = presetLimits[name];
  return v.pipe(count(most), v.minValue(least));
};
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(1e12));
const difference = v.pipe(v.number(), v.finite(), v.minValue(0));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** Place of the lane in its heat; rows of its sample, 0: all; times in ms; then how its scores compare. */
const laneDocument = v.tuple([
  count(20),
  count(100_000),
  v.pipe(v.array(positive), v.minLength(1), v.maxLength(MOST_TURNS)),
  v.nullable(v.tuple([count(100_000), difference, count(100_000), count(100_000), positive])),
]);

const recordDocument = v.object({
  race: v.literal(1),
  /** Minutes since 1970. */
  at: count(1e9),
  machine: v.tuple([
    v.pipe(count(4096), v.minValue(1)),
    text(80),
    v.nullable(text(200)),
    v.nullable(text(80)),
  ]),
  sizes: v.object({
    rows: preset('rows'),
    k: preset('k'),
    epochs: preset('epochs'),
    replicates: preset('replicates'),
    workers: v.nullable(preset('workers')),
  }),
  heats: v.pipe(
    v.array(
      v.object({
        id: v.picklist(knownHeats.map(({ id }) => id)),
        total: v.pipe(count(100_000), v.minValue(1)),
        lanes: v.pipe(v.array(laneDocument), v.maxLength(20)),
      }),
    ),
    v.minLength(1, 'expected a race, got none'),
    v.maxLength(20),
    v.check(
      (heats) => new Set(heats.map(({ id }) => id)).size === heats.length,
      'expected each race once',
    ),
  ),
});

export type RecordDocument = v.InferOutput<typeof recordDocument>;

function short(value: number): number {
  return Number(value.toPrecision(3));
}

export function writeRecord({ at, machine, sizes, heats }: RaceRecord): RecordDocument {
  const { cores, runtime, renderer, engine } = machine;
  const { rows, k, epochs, replicates, workers } = sizes;
  return {
    race: 1,
    at: Math.round(at / 60_000),
    machine: [cores, runtime, renderer, engine],
    sizes: { rows, k, epochs, replicates, workers },
    heats: heats.map(({ heat, total, lanes }) => ({
      id: heat.id,
      total,
      lanes: lanes.flatMap((lane, place) => (lane.turns.length > 0 ? [written(lane, place)] : [])),
    })),
  };
}

function written(
  { turns, score }: LaneRecord,
  place: number,
): RecordDocument['heats'][0]['lanes'][0] {
  const sampled = turns.filter((turn) => !turn.complete).map((turn) => turn.done);
  return [
    place,
    sampled.length > 0 ? Math.max(1, Math.floor(Math.min(...sampled))) : 0,
    turns.map((turn) => measuredMs(turn.totalMs)),
    score && [score.rows, short(score.apart), score.beyond, score.unexplained, score.tolerance],
  ];
}

export type ReadRecord =
  | { readonly ok: true; readonly record: RaceRecord }
  /** What is wrong and where, for people. */
  | { readonly ok: false; readonly message: string };

/** @param document anything */
export function readRecord(document: unknown): ReadRecord {
  const parsed = v.safeParse(recordDocument, document, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue);
    return { ok: false, message: where ? `${where}: ${issue.message}` : issue.message };
  }
  const { at, machine, sizes, heats } = parsed.output;
  const [cores, runtime, renderer, engine] = machine;
  return {
    ok: true,
    record: {
      at: at * 60_000,
      machine: { cores, runtime, renderer, engine },
      sizes,
      heats: heats.flatMap((one) => heatOf(one, sizes.k)),
    },
  };
}

function heatOf(
  { id, total, lanes }: RecordDocument['heats'][0],
  k: number,
): readonly HeatRecord[] {
  const heat = knownHeats.find((known) => known.id === id);
  if (!heat) return [];
  const records = heat.lanes.map((lane, place) => {
    const found = lanes.find(([at]) => at === place);
    return found ? laneOf(newRecord(lane), found, total) : newRecord(lane);
  });
  return [{ heat, total, components: heat.components ?? k, lanes: records }];
}

function laneOf(
  record: LaneRecord,
  [, sample, times, compared]: RecordDocument['heats'][0]['lanes'][0],
  total: number,
): LaneRecord {
  const done = sample === 0 ? total : Math.min(sample, total);
  const turns = times.map((totalMs): Turn => ({
    done,
    totalMs,
    complete: sample === 0,
    course: [
      [0, 0],
      [(totalMs * done) / total, done],
    ],
  }));
  let score: LaneScore | null = null;
  if (compared) {
    const [rows, apart, beyond, unexplained, tolerance] = compared;
    score = { rows, apart, beyond, unexplained, tolerance };
  }
  return { ...record, phase: 'raced', turns, score };
}

/**
 * Who works where in the simulated hospital. It is the same hospital for every seed: a seed draws other
 * cases, not other surgeons. Drawn once from a stream of its own.
 */
import { stream } from '#lib/random/stream.ts';
import { procedures, type Specialty } from './procedures.ts';

export interface Surgeon {
  readonly name: string;
  readonly specialty: Specialty;
  /** ln of the multiplier on a case's time. */
  readonly logPace: number;
  /** How the surgeon's bookings stray from the time to expect, ln; below 0 is optimistic. */
  readonly logOptimism: number;
}

/** Surgeons and home rooms of each specialty: 44 surgeons, 16 rooms. */
const staff: readonly (readonly [Specialty, number, readonly number[]])[] = [
  ['ear, nose and throat', 7, [1, 2, 3]],
  ['general', 8, [4, 5, 6]],
  ['urology', 5, [7, 8]],
  ['orthopaedics', 7, [9, 10]],
  ['ophthalmology', 3, [11]],
  ['dental', 3, [12]],
  ['plastics', 3, [13]],
  ['neurosurgery', 3, [14]],
  ['heart', 3, [15]],
  ['digestive', 2, [16]],
];

export const roomCount = 16;
/** SD of ln pace between surgeons: the largest single factor (Strum 2000). */
const paceSpread = 0.2;
const optimismMean = -0.06;
const optimismSpread = 0.06;
const roomSpread = 0.015;

export interface Hospital {
  readonly surgeons: readonly Surgeon[];
  /** Indices into `surgeons`, busiest first. */
  readonly surgeonsOf: ReadonlyMap<Specialty, readonly number[]>;
  /** Indices of rooms, from 0. */
  readonly roomsOf: ReadonlyMap<Specialty, readonly number[]>;
  /** ln of each room's multiplier, small. */
  readonly logRooms: readonly number[];
  /** Cumulative share of each procedure, ending at 1. */
  readonly procedureShares: Float64Array;
}

export function openHospital(): Hospital {
  const random = stream(0, 0, 'surgery hospital');
  const surgeons: Surgeon[] = [];
  const surgeonsOf = new Map<Specialty, number[]>();
  const roomsOf = new Map<Specialty, number[]>();
  for (const [specialty, count, rooms] of staff) {
    const own: number[] = [];
    for (let i = 0; i < count; i++) {
      own.push(surgeons.length);
      surgeons.push({
        name: `S${String(surgeons.length + 1).padStart(2, '0')}`,
        specialty,
        logPace: paceSpread * random.normal(),
        logOptimism: optimismMean + optimismSpread * random.normal(),
      });
    }
    surgeonsOf.set(specialty, own);
    roomsOf.set(
      specialty,
      rooms.map((room) => room - 1),
    );
  }
  const logRooms = Array.from({ length: roomCount }, () => roomSpread * random.normal());
  return { surgeons, surgeonsOf, roomsOf, logRooms, procedureShares: zipfShares() };
}

/**
 * A Zipf-like law with a thin tail, so that some procedures are rare: share ∝ 1/((rank + 4)(rank + 30)),
 * rank from 1.
 */
function zipfShares(): Float64Array {
  const shares = new Float64Array(procedures.length);
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    sum += 1 / ((i + 5) * (i + 31));
    shares[i] = sum;
  }
  for (let i = 0; i < shares.length; i++) shares[i] /= sum;
  return shares;
}

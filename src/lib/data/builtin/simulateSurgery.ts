/**
 * Operations of a children's hospital whose every duration has a known distribution. Given all columns,
 * ln minutes is normal about
 *
 *   ln median(procedure) + surgeon + room + Saturday + 0.05 (ASA − 1) + inpatient 0.07 + age
 *     + 0.5 (ln scheduled − its expectation)
 *
 * or, in some procedures, a mixture of the planned course and a turn (converted to open, nothing found):
 * truly bimodal. The facts it imitates: durations are log-normal (Strum et al. 2003; Stepaniak et al.
 * 2009), with an SD of log time of 0.2–0.5 within a procedure; surgeons act as multipliers, more than any
 * patient factor (Strum et al. 2000; Eijkemans et al. 2010); the booked time is informative (Eijkemans et
 * al. 2010), and here also rounded and short; inputs and size are those of Jiao et al. 2020.
 * All constants are invented; docs/data.md lists them. Only exact arithmetic and the ports of exp and
 * ln are used, so that the same seed is the same table to the last bit everywhere.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { stream, type Stream } from '#lib/random/stream.ts';
import type { Table } from '../table.ts';
import { openHospital, roomCount } from './hospital.ts';
import { procedures, type Procedure } from './procedures.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weekdayShares = [0.21, 0.42, 0.63, 0.83, 0.985, 1];
/** Cumulative shares of ASA classes 1–4. */
const asaOutpatient = [0.56, 0.92, 0.995, 1];
const asaInpatient = [0.24, 0.62, 0.93, 1];
const saturday = 5;

const effects = { saturday: 0.06, asa: 0.05, inpatient: 0.07, infant: 0.08, yearOfAge: 0.006 };
/** How a booking is made, and how much of what it knows beyond the columns comes true. */
const booking = { surgeon: 0.7, patient: 0.5, spread: 0.2, truth: 0.5 };
/** Share of cases outside their specialty's rooms. */
const displaced = 0.12;
/** Log-odds of the turn rise by this much for each ASA class above 1. */
const turnPerAsa = 0.25;

/** Index of the first cumulative share above a uniform draw. */
function choose(shares: ArrayLike<number>, random: Stream): number {
  const u = random.uniform();
  let i = 0;
  while (i < shares.length - 1 && u >= shares[i]) i++;
  return i;
}

/** One of a few by rank, with odds 1 : 1/2 : 1/3 … */
function chooseRanked(items: readonly number[], random: Stream): number {
  let total = 0;
  for (let i = 0; i < items.length; i++) total += 1 / (i + 1);
  let u = random.uniform() * total;
  for (let i = 0; i < items.length - 1; i++) {
    u -= 1 / (i + 1);
    if (u < 0) return items[i];
  }
  return items[items.length - 1];
}

/** Age in years to one decimal. */
function drawAge(ages: Procedure['ages'], random: Stream): number {
  const u = random.uniform();
  const years = { infant: u, child: 1 + 17 * (1 - Math.sqrt(u)), teenager: 10 + 8 * u }[ages];
  return Math.round(years * 10) / 10;
}

function inpatientShare(median: number): number {
  if (median > 120) return 0.9;
  return median > 70 ? 0.5 : 0.14;
}

/**
 * @param rows 1 to 53,783; the first rows of a longer table are the same
 * @returns target `minutes`, and the truth given all other columns: two log-normals a row
 */
export function simulateSurgery(rows: number, seed: number): Table {
  const hospital = openHospital();
  const random = stream(seed, 0, 'surgery cases');
  const procedure = new Int32Array(rows);
  const surgeon = new Int32Array(rows);
  const room = new Int32Array(rows);
  const weekday = new Int32Array(rows);
  const admission = new Int32Array(rows);
  const asa = new Float64Array(rows);
  const age = new Float64Array(rows);
  const scheduled = new Float64Array(rows);
  const minutes = new Float64Array(rows);
  const weights = new Float64Array(2 * rows);
  const mus = new Float64Array(2 * rows);
  const sigmas = new Float64Array(2 * rows);

  for (let i = 0; i < rows; i++) {
    procedure[i] = choose(hospital.procedureShares, random);
    const { specialty, median, sigma, ages, turn } = procedures[procedure[i]];
    surgeon[i] = chooseRanked(hospital.surgeonsOf.get(specialty) ?? [], random);
    const home = hospital.roomsOf.get(specialty) ?? [];
    room[i] =
      random.uniform() < displaced ? random.integer(roomCount) : home[random.integer(home.length)];
    weekday[i] = choose(weekdayShares, random);
    admission[i] = random.uniform() < inpatientShare(median) ? 0 : 1;
    asa[i] = 1 + choose(admission[i] === 0 ? asaInpatient : asaOutpatient, random);
    age[i] = drawAge(ages, random);

    const { logPace, logOptimism } = hospital.surgeons[surgeon[i]];
    const patient =
      effects.asa * (asa[i] - 1) +
      (admission[i] === 0 ? effects.inpatient : 0) +
      (age[i] < 1 ? effects.infant : effects.yearOfAge * (age[i] - 6));
    const expected =
      ln(median) + logOptimism + booking.surgeon * logPace + booking.patient * patient;
    const wanted = exp(expected + booking.spread * random.normal());
    scheduled[i] = Math.max(10, 5 * Math.round(wanted / 5));

    const mu =
      ln(median) +
      logPace +
      hospital.logRooms[room[i]] +
      (weekday[i] === saturday ? effects.saturday : 0) +
      patient +
      booking.truth * (ln(scheduled[i]) - expected);
    const share = turn
      ? 1 / (1 + exp(-(ln(turn.share / (1 - turn.share)) + turnPerAsa * (asa[i] - 1))))
      : 0;
    weights.set([1 - share, share], 2 * i);
    mus.set([mu, turn ? mu + ln(turn.factor) : mu], 2 * i);
    sigmas.set([sigma, turn ? turn.sigma : sigma], 2 * i);
    const course = 2 * i + (random.uniform() < share ? 1 : 0);
    minutes[i] = exp(mus[course] + sigmas[course] * random.normal());
  }

  const category = (name: string, levels: readonly string[], codes: Int32Array) =>
    ({ kind: 'category', name, levels, codes }) as const;
  const number = (name: string, values: Float64Array) =>
    ({ kind: 'number', name, values }) as const;
  return {
    name: 'Surgery durations',
    rows,
    columns: [
      category(
        'procedure',
        procedures.map((entry) => entry.name),
        procedure,
      ),
      category(
        'surgeon',
        hospital.surgeons.map((entry) => entry.name),
        surgeon,
      ),
      category(
        'room',
        Array.from({ length: roomCount }, (_, i) => `Room ${i + 1}`),
        room,
      ),
      category('weekday', weekdays, weekday),
      category('admission', ['inpatient', 'outpatient'], admission),
      number('asa', asa),
      number('age', age),
      number('scheduled', scheduled),
      number('minutes', minutes),
    ],
    truth: { column: 'minutes', components: 2, weights, mus, sigmas },
  };
}

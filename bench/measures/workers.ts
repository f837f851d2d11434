/** The same study on one worker and on more, by the app's own pool. */
import { atLeast, type Finding, type Target } from '../finding.ts';
import type { Place } from '../place.ts';
import { ratioOf, showRatio, showSpread, spreadOf } from '../spread.ts';
import { surgeryStudy } from '../surgeryStudy.ts';
import { timedRun, type TimedRun } from '../timedRun.ts';

/** As the pool chooses by itself: our own kernels gain nothing from stacks. */
const STACKS = { simd: 1, wasm: 8 } as const;
const WANTED_OF_TWO = { simd: 1.9, wasm: 1.8 } as const;
/** So that a run takes seconds: our own kernels train several times as fast. */
const EPOCHS = { simd: 48, wasm: 12 } as const;
type Engine = keyof typeof EPOCHS;

interface Case {
  readonly rows: string[][];
  readonly note: string;
  readonly targets: Target[];
}

async function measureCase(place: Place, engine: Engine): Promise<Case> {
  const study = surgeryStudy({
    variants: [{ name: '3 densities', components: 3 }],
    replicates: Math.min(256, 16 * place.cores),
    base: { epochs: place.quick ? EPOCHS[engine] / 4 : EPOCHS[engine] },
  });
  const counts = [...new Set([1, 2, place.cores])].filter((count) => count <= place.cores);
  const rounds = counts.map((): TimedRun[] => []);
  for (let round = 0; round < place.effort.rounds; round++) {
    for (let turn = 0; turn < counts.length; turn++) {
      const index = (round + turn) % counts.length;
      const compute = { engine, workers: counts[index], stack: STACKS[engine] } as const;
      rounds[index].push(await timedRun(place, study, compute));
    }
  }
  const times = rounds.map((runs) => runs.map((run) => run.trainMs));
  const digests = new Set(rounds.flat().map((run) => run.digest));
  const same =
    digests.size === 1
      ? 'every run gave the same scores, to the last bit'
      : `the runs gave ${digests.size} different sets of scores`;
  const two = counts.indexOf(2);
  const what = `two workers against one, ${engine}, ${place.name}`;
  return {
    rows: counts.map((count, index) => [
      engine,
      String(count),
      showSpread(spreadOf(times[index].map((ms) => ms / 1000))),
      showRatio(ratioOf(times[0], times[index])),
      showSpread(spreadOf(rounds[index].map((run) => run.startMs / 1000))),
    ]),
    note: `${engine}: ${study.replicates} replicates of surgery, 5,000 rows, ${study.base.epochs} epochs, K = 3, stacks of ${STACKS[engine]}; ${same}.`,
    targets:
      two < 0 ? [] : [atLeast(what, WANTED_OF_TWO[engine], ratioOf(times[0], times[two]).median)],
  };
}

export async function workers(place: Place): Promise<Finding> {
  const cases = [await measureCase(place, 'simd'), await measureCase(place, 'wasm')];
  return {
    title: `One worker against all, in ${place.name}`,
    header: [
      'engine',
      'workers',
      'first stack to last replicate, s',
      'against one worker',
      'start, s',
    ],
    rows: cases.flatMap((one) => one.rows),
    notes: cases.map((one) => one.note),
    targets: cases.flatMap((one) => one.targets),
  };
}

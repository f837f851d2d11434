/** The same study on one worker and on more, by the app's own pool. */
import { atLeast, type Finding, type Target } from '../finding.ts';
import type { Place } from '../place.ts';
import { ratioOf, showRatio, showSpread, spreadOf } from '../spread.ts';
import { surgeryStudy } from '../surgeryStudy.ts';
import { timedRun, type TimedRun } from '../timedRun.ts';

const STACK = 8;
const WANTED_OF_TWO = 1.8;

export async function workers(place: Place): Promise<Finding> {
  const study = surgeryStudy({
    variants: [{ name: '3 densities', components: 3 }],
    replicates: 16 * Math.max(1, Math.floor(place.cores / 2)),
    base: { epochs: place.quick ? 4 : 12 },
  });
  const counts = [...new Set([1, 2, place.cores])].filter((count) => count <= place.cores);
  const rounds = counts.map((): TimedRun[] => []);
  for (let round = 0; round < place.effort.rounds; round++) {
    for (let turn = 0; turn < counts.length; turn++) {
      const index = (round + turn) % counts.length;
      const compute = { engine: 'wasm', workers: counts[index], stack: STACK } as const;
      rounds[index].push(await timedRun(place, study, compute));
    }
  }
  const times = rounds.map((runs) => runs.map((run) => run.trainMs));
  const digests = new Set(rounds.flat().map((run) => run.digest));
  const targets: Target[] = counts.flatMap((count, index) =>
    count === 2
      ? [
          atLeast(
            `two workers against one, wasm, ${place.name}`,
            WANTED_OF_TWO,
            ratioOf(times[0], times[index]).median,
          ),
        ]
      : [],
  );
  const { epochs } = study.base;
  return {
    title: `One worker against all, in ${place.name}`,
    header: ['workers', 'first stack to last replicate, s', 'against one worker', 'start, s'],
    rows: counts.map((count, index) => [
      String(count),
      showSpread(spreadOf(times[index].map((ms) => ms / 1000))),
      showRatio(ratioOf(times[0], times[index])),
      showSpread(spreadOf(rounds[index].map((run) => run.startMs / 1000))),
    ]),
    notes: [
      `${study.replicates} replicates of surgery, 5,000 rows, ${epochs} epochs, K = 3, wasm, stacks of ${STACK}.`,
      digests.size === 1
        ? 'Every run gave the same scores, to the last bit.'
        : `The runs gave ${digests.size} different sets of scores.`,
    ],
    targets,
  };
}

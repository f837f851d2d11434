/** The default study as the lab runs it, and where its time goes. */
import type { Engine, EngineName, Job } from '#lib/engines/engine.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';
import type { Finding, Target } from '../finding.ts';
import { interleave } from '../interleave.ts';
import { startEngine, type Place } from '../place.ts';
import { quietControl } from '../quietControl.ts';
import { showNumber, showSpread, spreadOf } from '../spread.ts';
import { surgeryData, surgeryStudy, surgeryTable } from '../surgeryStudy.ts';
import { timedRun, type TimedRun } from '../timedRun.ts';

const LONGEST_MS = 6000;
/** In Chromium; under Node, threads take a quarter of a second to start. */
const FIRST_SCORE_MS = 300;
const STACK = 8;
const engineNames: readonly EngineName[] = ['simd', 'wasm', 'cpu', 'webgl', 'webgpu'];

/** Share of the engine's time that goes into scoring validation and test rows: with them, less without. */
async function scoringShare(place: Place, engine: Engine, study: Study): Promise<number> {
  const data = surgeryData(study, surgeryTable(study));
  const none = { ...data.validation, count: 0, rows: new Int32Array(0) };
  const empty = { ...none, inputs: new Float32Array(0), targets: new Float64Array(0) };
  const bare = { ...data, validation: empty, test: empty };
  const replicates = Array.from({ length: STACK }, (_, replicate) => replicate);
  const epochs = place.quick ? 2 : 8;
  const ways = study.variants.flatMap((variant) => {
    const experiment = { ...experimentOf(study.base, variant), epochs };
    return [data, bare].map((some) => {
      const job: Job = { experiment, seed: study.seed, replicates, data: some };
      return { name: variant.name, run: async () => void (await engine.train(job, quietControl)) };
    });
  });
  const timings = await interleave(ways, { rounds: place.quick ? 1 : 2, leastMs: 1 });
  const total = (parity: number) =>
    timings
      .filter((_, index) => index % 2 === parity)
      .reduce((sum, { rounds }) => sum + spreadOf(rounds).median, 0);
  return 1 - total(1) / total(0);
}

export async function defaultStudy(place: Place): Promise<Finding> {
  const study = surgeryStudy(place.quick ? { base: { epochs: 2 } } : {});
  const compute = { engine: 'auto', workers: 'auto', stack: 'auto' } as const;
  const runs: TimedRun[] = [];
  for (let round = 0; round < (place.quick ? 1 : 3); round++) {
    runs.push(await timedRun(place, study, compute));
  }
  const seconds = (of: (run: TimedRun) => number) =>
    showSpread(spreadOf(runs.map((run) => of(run) / 1000)));
  const wall = spreadOf(runs.map((run) => run.wallMs));
  const { environment } = runs[0];
  const name = engineNames.find((one) => one === environment.engine) ?? 'wasm';
  const engine = await startEngine(name);
  const share = typeof engine === 'string' ? NaN : await scoringShare(place, engine, study);
  const busy = spreadOf(runs.map((run) => run.engineMs / (run.trainMs * environment.workers)));
  const trained = study.variants.length * study.replicates * study.base.epochs;
  const rows = surgeryData(study, surgeryTable(study)).train.count * trained;
  const targets: Target[] = [
    {
      what: `2 variants × 32 replicates × 5,000 rows × 20 epochs, ${place.name}`,
      wanted: 'under 6 s',
      got: `${(wall.median / 1000).toFixed(1)} s`,
      met: wall.median < LONGEST_MS,
    },
  ];
  const first = spreadOf(runs.map((run) => run.firstScoreMs));
  if (place.name === 'Chromium') {
    targets.push({
      what: `from Run to the first score, ${place.name}`,
      wanted: '≤ 300 ms',
      got: `${first.median.toFixed(0)} ms`,
      met: first.median <= FIRST_SCORE_MS,
    });
  }
  return {
    title: `The default study, in ${place.name}`,
    header: ['part', 'seconds'],
    rows: [
      ['simulating and encoding 5,000 rows', seconds((run) => run.dataMs)],
      ['starting workers and engines', seconds((run) => run.startMs)],
      ['from the start to the first score', seconds((run) => run.firstScoreMs)],
      [`training and scoring on ${environment.workers} workers`, seconds((run) => run.trainMs)],
      ['all', seconds((run) => run.wallMs)],
    ],
    notes: [
      `${environment.engine}, ${environment.workers} workers, ${environment.stack === 1 ? 'a replicate at a time' : `stacks of ${environment.stack}`}; ${study.base.epochs} epochs; ${showNumber((1000 * rows) / wall.median)} training rows a second over all.`,
      `Workers were in their engines for ${(100 * busy.median).toFixed(0)} % of the time; of that, ${(100 * share).toFixed(0)} % scored validation rows (after every epoch) and test rows (at the end), measured apart on one stack of ${STACK}.`,
    ],
    targets: place.quick ? [] : targets,
  };
}

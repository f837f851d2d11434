/** Runs one heat: a contest in the race worker, runs of the pool, or one end in each. */
import type { Dataset } from '#lib/data/dataset.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Environment } from '#lib/experiment/result.ts';
import type { Contest, Effort, LaneName, RaceSizes } from '#lib/race/contest.ts';
import { raceStudy } from '#lib/race/race-study.ts';
import { scoreAgreement } from '#lib/race/score-agreement.ts';
import type { Run } from '#lib/schedule/protocol.ts';
import type { RaceClient } from '#lib/workers/race-client.ts';
import type { Board } from './board.ts';
import { isPoolLane, type LectureLane, type PoolLane } from './lecture-lane.ts';
import { computeOf, takePoolTurn, warmUpOf, type StartRun } from './pool-turn.ts';
import { roundsOf, type Presets } from './presets.ts';

export interface Track {
  readonly client: Pick<RaceClient, 'race' | 'pause' | 'resume' | 'stop' | 'close'>;
  readonly startRun: StartRun;
  readonly door: {
    openBuiltin(source: Extract<DataSpec['source'], { kind: 'builtin' }>): Promise<unknown>;
    prepare(data: DataSpec, replicate: null): Promise<Dataset>;
  };
  readonly cores: number;
}

/** Thrown where the heat was stopped. */
export class HeatStopped extends Error {
  override readonly name = 'HeatStopped';
}

export interface HeatControl {
  /** What runs now, to pause, resume or stop it. */
  onRun(run: Pick<Run, 'pause' | 'resume' | 'stop'>): void;
  /** Waits while paused. @throws HeatStopped */
  pass(): Promise<void>;
  onEnvironment(environment: Environment): void;
}

const WARM_MS = 250;
const LEAST_MS = 60;
const MOST_MS = 400;
/** Training in a race swings with rounding, which 20 epochs carry on; scores of the same replicate stay this near, in minutes. */
const REPLICATE_TOLERANCE = 0.5;

function sizesOf({ rows, epochs, replicates }: Presets): RaceSizes {
  return { rows, epochs, replicates };
}

export async function raceHeat(
  board: Board,
  presets: Presets,
  track: Track,
  control: HeatControl,
): Promise<void> {
  const { lanes } = board.record.heat;
  if (lanes.some(isPoolLane)) return raceInRounds(board, presets, track, control);
  const effort = {
    rounds: presets.rounds,
    warmMs: WARM_MS,
    leastMs: LEAST_MS,
    mostMs: MOST_MS,
  };
  await raceInWorker(lanes.filter(isWorkerLane), effort, board, presets, track, control);
}

function isWorkerLane(lane: LectureLane): lane is LaneName {
  return !isPoolLane(lane);
}

async function raceInWorker(
  lanes: readonly LaneName[],
  effort: Effort,
  board: Board,
  presets: Presets,
  { client }: Track,
  control: HeatControl,
): Promise<readonly number[]> {
  await control.pass();
  control.onRun(client);
  const contest: Contest = {
    lanes,
    components: board.record.components,
    sizes: sizesOf(presets),
    effort,
  };
  const reply = await client.race(contest, (news) => board.hear(news, lanes));
  switch (reply.status) {
    case 'stopped':
      throw new HeatStopped();
    case 'failed':
      throw new Error(reply.message);
    case 'finished':
      board.conclude(reply.finding);
      return reply.finding.lanes.flatMap(({ experimentScores }) => experimentScores);
    default:
      return reply satisfies never;
  }
}

/** Lanes that are runs of the pool, in rounds, another lane first each time. */
async function raceInRounds(
  board: Board,
  presets: Presets,
  track: Track,
  control: HeatControl,
): Promise<void> {
  const { heat, components } = board.record;
  const study = raceStudy(sizesOf(presets), components);
  const { source } = study.data;
  if (source.kind === 'builtin') await track.door.openBuiltin(source);
  const scores = new Map<LectureLane, Map<number, number>>();
  const rounds = roundsOf(heat, presets);
  for (let round = 1; round <= rounds; round++) {
    for (let step = 0; step < heat.lanes.length; step++) {
      const lane = heat.lanes[(round - 1 + step) % heat.lanes.length];
      board.set(lane, { phase: 'warming', round, done: 0, ms: 0 });
      if (isPoolLane(lane)) {
        const onProgress = (done: number, ms: number) =>
          board.set(lane, { phase: 'running', done, ms });
        const taken = await poolTurn(lane, study, board, presets, track, control, onProgress);
        scores.set(lane, new Map([...(scores.get(lane) ?? []), ...taken.scores]));
        board.add(lane, taken.turn, round);
      } else {
        const effort = { rounds: 1, warmMs: 1, leastMs: 1, mostMs: 1 };
        const means = await raceInWorker([lane], effort, board, presets, track, control);
        scores.set(lane, new Map(means.map((mean, replicate) => [replicate, mean])));
      }
    }
  }
  compare(board, scores, presets.replicates);
}

async function poolTurn(
  lane: PoolLane,
  study: Study,
  board: Board,
  { workers, sample }: Presets,
  { startRun, door, cores }: Track,
  control: HeatControl,
  onProgress: (done: number, ms: number) => void,
) {
  await control.pass();
  const taken = await takePoolTurn(
    {
      study,
      compute: computeOf(lane, workers ?? cores),
      warmUp: warmUpOf(lane, workers ?? cores),
      dataset: () => door.prepare(study.data, null),
      mostMs: 1000 * sample,
      startRun,
    },
    { onRun: control.onRun, onProgress },
  );
  await control.pass();
  const { environment } = taken;
  if (environment) {
    control.onEnvironment(environment);
    const { engine, renderer } = environment;
    const many = environment.workers === 1 ? 'one worker' : `${environment.workers} workers`;
    board.set(lane, { where: `${[engine, renderer].filter(Boolean).join(', ')}, ${many}` });
  }
  return taken;
}

/** The scores of each lane's replicates, held to those of the last lane. */
function compare(
  board: Board,
  scores: ReadonlyMap<LectureLane, ReadonlyMap<number, number>>,
  replicates: number,
): void {
  const lanes = board.record.heat.lanes;
  const spread = (lane: LectureLane) =>
    Float64Array.from({ length: replicates }, (_, i) => scores.get(lane)?.get(i) ?? NaN);
  const last = spread(lanes[lanes.length - 1]);
  for (const lane of lanes) {
    const own = spread(lane).map((score, i) => (Number.isNaN(last[i]) ? NaN : score));
    const score = scoreAgreement(own, last, last, REPLICATE_TOLERANCE);
    board.set(lane, { score: score.rows > 0 ? score : null });
  }
}

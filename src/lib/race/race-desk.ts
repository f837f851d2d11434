/**
 * Races lanes against each other on one thread, in turns: what is measured in turns swings together.
 * Each lane is warmed up, then has a turn in every round, another one first each time. Networks and
 * backends are kept from race to race, tensors are not.
 */
import type { Engine, TfjsBackend } from '#lib/engines/engine.ts';
import { createEngine } from '#lib/engines/registry.ts';
import { liveTensors } from '#lib/engines/tfjs/live-tensors.ts';
import type {
  Contest,
  LaneFinding,
  LaneName,
  LaneScore,
  RaceFinding,
  RaceNews,
  RaceSizes,
  Turn,
} from './contest.ts';
import type { Lane } from './lane.ts';
import { openLane } from './open-lane.ts';
import { scoreAgreement } from './score-agreement.ts';
import { takeTurn } from './take-turn.ts';
import { type TrainedNetwork, trainNetwork } from './trained-network.ts';

export interface RaceControl {
  readonly signal: AbortSignal;
  /** Lets messages in, waits while paused; rejects once the race is stopped. */
  breathe(): Promise<void>;
  tell(news: RaceNews): void;
}

export interface DeskOptions {
  /** For tests: changes the scores of a lane, which must then be found out. */
  readonly distort?: (lane: LaneName, scores: Float64Array) => void;
}

interface Racer {
  readonly name: LaneName;
  /** null: it cannot race here, for the reason in `absent`. */
  readonly lane: Lane | null;
  readonly absent: string | null;
  readonly scores: Float64Array;
  readonly turns: Turn[];
}

export class RaceDesk {
  readonly #options: DeskOptions;
  readonly #networks = new Map<string, TrainedNetwork>();
  readonly #backends = new Map<TfjsBackend, Promise<Engine>>();

  constructor(options: DeskOptions = {}) {
    this.#options = options;
  }

  async race(contest: Contest, control: RaceControl): Promise<RaceFinding> {
    const { lanes, components, sizes, effort } = contest;
    const network = await this.#network(sizes, components, control);
    const experiments = lanes.includes('experiments');
    const total = experiments ? sizes.replicates : network.data.test.count;
    const before = liveTensors();
    const racers: Racer[] = [];
    try {
      for (const [place, name] of lanes.entries()) {
        racers.push(await this.#enter(name, place, total, network, contest, control));
      }
      const turn = async (place: number, round: number) => {
        const { lane, scores, turns } = racers[place];
        if (!lane) return;
        await lane.use();
        const limits = round === 0 ? { leastMs: effort.leastMs, mostMs: effort.leastMs } : effort;
        const taken = await takeTurn(() => lane.pass(scores), total, limits, {
          breathe: control.breathe,
          onProgress: (done, ms) => {
            if (round > 0) control.tell({ kind: 'running', lane: place, round, done, ms });
          },
        });
        if (round === 0) return;
        turns.push(taken);
        control.tell({ kind: 'turn', lane: place, round, turn: taken });
      };
      for (let place = 0; place < racers.length; place++) {
        control.tell({ kind: 'warming', lane: place });
        await turn(place, 0);
      }
      for (let round = 1; round <= effort.rounds; round++) {
        for (let step = 0; step < racers.length; step++) {
          await turn((round - 1 + step) % racers.length, round);
        }
      }
    } finally {
      for (const { lane } of racers) lane?.dispose();
    }
    return {
      lanes: racers.map((racer) => this.#finding(racer, network)),
      total,
      tensors: { before, after: liveTensors() },
    };
  }

  async #enter(
    name: LaneName,
    place: number,
    total: number,
    network: TrainedNetwork,
    { sizes }: Contest,
    control: RaceControl,
  ): Promise<Racer> {
    const racer = { name, scores: new Float64Array(total).fill(NaN), turns: [] };
    try {
      const lane = await openLane(name, network, {
        backend: (backend) => this.#backend(backend),
        replicates: sizes.replicates,
        control: { ...control, onEpoch: () => undefined },
      });
      return { ...racer, lane, absent: null };
    } catch (error) {
      control.signal.throwIfAborted();
      const absent = error instanceof Error ? error.message : String(error);
      control.tell({ kind: 'absent', lane: place, reason: absent });
      return { ...racer, lane: null, absent };
    }
  }

  #finding({ name, lane, absent, scores, turns }: Racer, network: TrainedNetwork): LaneFinding {
    this.#options.distort?.(name, scores);
    const own = name === 'experiments';
    return {
      lane: name,
      absent,
      where: lane?.where ?? '',
      turns,
      score: lane && !own ? agreement(scores, network, lane) : null,
      experimentScores: own ? [...scores].filter(Number.isFinite) : [],
    };
  }

  async #network(
    sizes: RaceSizes,
    components: number,
    control: RaceControl,
  ): Promise<TrainedNetwork> {
    const key = `${components} ${sizes.rows} ${sizes.epochs}`;
    const known = this.#networks.get(key);
    if (known) return known;
    control.tell({ kind: 'training', components });
    const network = await trainNetwork(sizes, components, {
      ...control,
      onEpoch: () => undefined,
    });
    this.#networks.set(key, network);
    return network;
  }

  /** Started once; what could not start once is not tried again. */
  #backend(name: TfjsBackend): Promise<Engine> {
    const known = this.#backends.get(name);
    if (known) return known;
    const engine = createEngine(name);
    engine.catch(() => undefined);
    this.#backends.set(name, engine);
    return engine;
  }
}

function agreement(
  scores: Float64Array,
  { test, integrated }: TrainedNetwork,
  { integrates, tolerance }: Lane,
): LaneScore {
  return scoreAgreement(scores, test.crps, integrates ? integrated : test.crps, tolerance);
}

import { whileThere } from '#lib/engines/while-there.ts';
import type { Effort, LaneFinding, LaneName, LaneScore, Turn } from './contest.ts';
import type { Lane } from './lane.ts';
import type { RaceControl } from './race-control.ts';
import { scoreAgreement } from './score-agreement.ts';
import { takeTurn } from './take-turn.ts';
import type { TrainedNetwork } from './trained-network.ts';

/** A lane in a race: its turns so far, and whether it is still in it. */
export class Racer {
  readonly #name: LaneName;
  readonly #place: number;
  readonly #lane: Lane | null;
  readonly #scores: Float64Array;
  readonly #turns: Turn[] = [];
  /** Why it does not race: it could not be opened, or its device was lost; null: it does. */
  #absent: string | null;

  /** @param lane or the reason why there is none */
  constructor(name: LaneName, place: number, total: number, lane: Lane | string) {
    this.#name = name;
    this.#place = place;
    this.#lane = typeof lane === 'string' ? null : lane;
    this.#absent = typeof lane === 'string' ? lane : null;
    this.#scores = new Float64Array(total).fill(NaN);
  }

  /** Round 0 warms up and is not told. Where its device is lost it leaves, and the others race on. */
  async turn(round: number, effort: Effort, control: RaceControl): Promise<void> {
    const lane = this.#lane;
    if (!lane || this.#absent !== null) return;
    const place = this.#place;
    const { warmMs } = effort;
    const limits = round === 0 ? { leastMs: warmMs, mostMs: warmMs } : effort;
    try {
      const turn = await whileThere(lane.gone, control.breathe, async (breathe) => {
        await lane.use();
        return takeTurn(() => lane.pass(this.#scores), this.#scores.length, limits, {
          breathe,
          nowMs: () => performance.now(),
          pausedMs: () => control.pausedMs(),
          onProgress: (done, ms) => {
            if (round > 0) control.tell({ kind: 'running', lane: place, round, done, ms });
          },
        });
      });
      if (round === 0) return;
      this.#turns.push(turn);
      control.tell({ kind: 'turn', lane: place, round, turn });
    } catch (error) {
      if (!lane.gone.aborted) throw error;
      const { message } = lane.gone.reason as Error;
      this.#absent = `${message} Press R to race it again.`;
      control.tell({ kind: 'absent', lane: place, reason: this.#absent });
    }
  }

  /** What was measured on a device that was lost is not told. */
  finding(network: TrainedNetwork): LaneFinding {
    const lane = this.#absent === null ? this.#lane : null;
    const own = this.#name === 'experiments';
    return {
      lane: this.#name,
      absent: this.#absent,
      where: lane?.where ?? '',
      turns: lane ? this.#turns : [],
      score: lane && !own ? agreement(this.#scores, network, lane) : null,
      experimentScores: own ? [...this.#scores].filter(Number.isFinite) : [],
    };
  }

  dispose(): void {
    this.#lane?.dispose();
  }
}

function agreement(
  scores: Float64Array,
  { test, integrated }: TrainedNetwork,
  { integrates, tolerance }: Lane,
): LaneScore {
  return scoreAgreement(scores, test.crps, integrates ? integrated : test.crps, tolerance);
}

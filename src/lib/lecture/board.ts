import type { RaceFinding, RaceNews, Turn } from '#lib/race/contest.ts';
import type { Heat, HeatRecord } from './heat.ts';
import { newRecord, type LaneRecord, type LectureLane } from './lecture-lane.ts';
import { measuredMs } from './measured-ms.ts';

/** Keeps a heat's record while it races. Plain: the page takes snapshots of it. */
export class Board {
  #record: HeatRecord;
  readonly #changed: () => void;

  constructor(heat: Heat, components: number, total: number, changed: () => void) {
    this.#record = { heat, components, total, lanes: heat.lanes.map(newRecord) };
    this.#changed = changed;
  }

  get record(): HeatRecord {
    return this.#record;
  }

  set(lane: LectureLane, change: Partial<LaneRecord>): void {
    const lanes = this.#record.lanes.map((one) =>
      one.lane === lane ? { ...one, ...change } : one,
    );
    this.#record = { ...this.#record, lanes };
    this.#changed();
  }

  of(lane: LectureLane): LaneRecord {
    return this.#record.lanes.find((one) => one.lane === lane) ?? newRecord(lane);
  }

  add(lane: LectureLane, turn: Turn, round: number): void {
    const told = { ...turn, totalMs: measuredMs(turn.totalMs) };
    this.set(lane, { phase: 'raced', round, turns: [...this.of(lane).turns, told] });
  }

  /** News of the race worker, whose lanes are these by their place. @param lanes as the contest named them */
  hear(news: RaceNews, lanes: readonly LectureLane[]): void {
    if (news.kind === 'training') return;
    const lane = lanes[news.lane];
    switch (news.kind) {
      case 'warming':
        return this.set(lane, { phase: this.of(lane).absent === null ? 'warming' : 'absent' });
      case 'absent':
        // A device may be lost amid the race: what it measured until then is put away with it.
        return this.set(lane, { phase: 'absent', absent: news.reason, turns: [] });
      case 'running':
        this.#rest(lane);
        return this.set(lane, { phase: 'running', ...laneNews(news) });
      case 'turn':
        return this.add(lane, news.turn, news.round);
      default:
        return news satisfies never;
    }
  }

  /** Where lanes ran and how their scores compare. */
  conclude({ lanes }: RaceFinding): void {
    for (const { lane, absent, where, score } of lanes) {
      this.set(lane, { where, score, phase: absent === null ? 'raced' : 'absent' });
    }
  }

  /** One lane runs at a time; the others wait for their next turn. */
  #rest(running: LectureLane): void {
    for (const { lane, phase } of this.#record.lanes) {
      if (lane !== running && (phase === 'running' || phase === 'warming')) {
        this.set(lane, { phase: 'waiting' });
      }
    }
  }
}

function laneNews({ round, done, ms }: Extract<RaceNews, { kind: 'running' }>) {
  return { round, done, ms };
}

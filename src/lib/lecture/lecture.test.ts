import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Contest, RaceFinding, RaceNews } from '#lib/race/contest.ts';
import { raceStudy } from '#lib/race/race-study.ts';
import type { RaceReply } from '#lib/workers/race-runner.ts';
import { Lecture } from './lecture.svelte.ts';
import { presetLimits } from './presets.ts';

/** A race worker whose races end when a test says so, and a pool that a test does not come to. */
class FakeTrack {
  readonly contests: Contest[] = [];
  most = 0;
  #running = 0;
  #reply: ((reply: RaceReply) => void) | null = null;
  readonly cores = 2;
  readonly door = { openBuiltin: () => Promise.resolve(), prepare: () => Promise.reject() };
  readonly startRun = () => {
    throw new Error('no pool here');
  };
  readonly client = {
    race: async (contest: Contest, onNews: (news: RaceNews) => void): Promise<RaceReply> => {
      this.contests.push(contest);
      this.most = Math.max(this.most, ++this.#running);
      const reply = await new Promise<RaceReply>((resolve) => (this.#reply = resolve));
      if (reply.status === 'finished') {
        const turn = { done: contest.sizes.rows, totalMs: 5, complete: true, course: [] };
        for (const lane of contest.lanes.keys()) onNews({ kind: 'turn', lane, round: 1, turn });
      }
      this.#running--;
      return reply;
    },
    pause: vi.fn(),
    resume: vi.fn(),
    // As the real one: whoever waits for the race hears of it a little later.
    stop: () => void setTimeout(() => this.#reply?.({ status: 'stopped' }), 5),
    close: vi.fn(),
  };

  get racing(): boolean {
    return this.#running > 0;
  }

  async finish(): Promise<void> {
    await begun();
    const lanes: RaceFinding['lanes'] = [];
    const held = { before: { tensors: 0, gpuBytes: 0 }, after: { tensors: 0, gpuBytes: 0 } };
    this.#reply?.({ status: 'finished', finding: { lanes, total: 0, held } });
    await settled();
  }

  async fail(message: string): Promise<void> {
    this.#reply?.({ status: 'failed', message });
    await settled();
  }
}

let track: FakeTrack;
let lecture: Lecture;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call, 1));
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => clearTimeout(frame));
  track = new FakeTrack();
  lecture = new Lecture(track);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Longer than any wait of the fake track. */
const settled = () => vi.advanceTimersByTimeAsync(30);
async function begun(): Promise<void> {
  await settled();
  expect(track.racing).toBe(true);
}

describe('whatever the speaker presses', () => {
  test('R and S at once leave one race that runs', async () => {
    lecture.toggle();
    await begun();
    void lecture.restart();
    lecture.toggle();
    lecture.toggle();
    await settled();
    if (lecture.race.phase === 'paused') lecture.toggle();
    await track.finish();
    expect(lecture.race.phase).toBe('finished');
    expect(track.most).toBe(1);
  });

  test('sizes that change amid a race end it; the next has the new ones', async () => {
    lecture.toggle();
    await begun();
    lecture.set({ rows: 77 });
    expect(lecture.race.phase).toBe('ready');
    lecture.toggle();
    await settled();
    expect(track.contests).toHaveLength(2);
    await track.finish();
    expect(lecture.race.phase).toBe('finished');
    expect(track.contests[1].sizes.rows).toBe(77);
    expect(track.most).toBe(1);
  });

  test('a finished race is shown again where the next was left amid', async () => {
    lecture.toggle();
    await track.finish();
    expect(lecture.race.phase).toBe('finished');
    const before = lecture.race.heats;
    expect(before[0].lanes[0].turns).toHaveLength(1);
    void lecture.restart();
    await begun();
    expect(lecture.race.heats[0].lanes[0].turns).toHaveLength(0);
    lecture.move(1);
    lecture.move(-1);
    expect(lecture.race.phase).toBe('finished');
    expect(lecture.race.heats).toEqual(before);
  });
});

describe('a race that needs another first', () => {
  test('begins it once, however often R is pressed', async () => {
    lecture.go('5');
    lecture.toggle();
    await begun();
    expect(lecture.race.waitsFor?.step.id).toBe('1');
    void lecture.restart();
    await settled();
    expect(track.contests).toHaveLength(2);
    expect(track.most).toBe(1);
    expect(track.contests.map(({ lanes }) => lanes[0])).toEqual(['loop-gpu', 'loop-gpu']);
  });

  test('is not begun by itself once the speaker has left and come back', async () => {
    lecture.go('5');
    lecture.toggle();
    await begun();
    lecture.move(-1);
    lecture.move(1);
    await settled();
    expect(track.racing).toBe(false);
    expect(lecture.race.phase).toBe('ready');
    expect(lecture.race.waitsFor).toBeNull();
  });

  test('is not begun where that fails, and the failure is told', async () => {
    lecture.go('5');
    lecture.toggle();
    await begun();
    await track.fail('The worker was ended.');
    expect(lecture.race.waitsFor?.phase).toBe('failed');
    expect(lecture.race.waitsFor?.error).toBe('The worker was ended.');
    expect(track.contests).toHaveLength(1);
  });
});

test('the largest sizes that a link may preset can be raced', () => {
  const [, rows] = presetLimits.rows;
  const [, epochs] = presetLimits.epochs;
  const [, replicates] = presetLimits.replicates;
  const [, k] = presetLimits.k;
  expect(() => raceStudy({ rows, epochs, replicates }, k)).not.toThrow();
});

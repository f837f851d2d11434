import { afterAll, expect, test } from 'vitest';
import type { RaceFinding } from '#lib/race/contest.ts';
import { DataClient } from '#lib/workers/data-client.ts';
import { startRun } from '#lib/workers/pool.ts';
import { RaceClient } from '#lib/workers/race-client.ts';
import { Lecture } from './lecture.svelte.ts';
import { steps } from './steps.ts';

const client = new RaceClient();
const door = new DataClient();
const findings: RaceFinding[] = [];
const lecture = new Lecture({
  client: {
    async race(contest, onNews) {
      const reply = await client.race(contest, onNews);
      if (reply.status === 'finished') findings.push(reply.finding);
      return reply;
    },
    pause: () => client.pause(),
    resume: () => client.resume(),
    stop: () => client.stop(),
    close: () => client.close(),
  },
  startRun,
  door,
  cores: 2,
});
lecture.set({ rows: 40, k: 2, epochs: 2, replicates: 2, workers: 2, rounds: 1, sample: 1 });

afterAll(() => {
  lecture.close();
  door.close();
});

// In the lecture's order, on one worker: what a step left behind would be there at the next.
// Step 4 is runs of the pool alone, whose workers end with them.
test.each(steps.filter(({ id, heats }) => id !== '4' && heats.length > 0))(
  'after step $id tensors and the GPU’s memory are what they were',
  async ({ id }) => {
    lecture.go(id);
    findings.length = 0;
    await lecture.race.start();
    expect(lecture.race.phase).toBe('finished');
    expect(findings).not.toEqual([]);
    for (const { held } of findings) expect(held.after).toEqual(held.before);
  },
);

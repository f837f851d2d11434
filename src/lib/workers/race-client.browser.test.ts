import { afterAll, expect, test } from 'vitest';
import type { Contest, LaneName, RaceNews } from '#lib/race/contest.ts';
import { RaceClient } from './race-client.ts';

const contest: Contest = {
  lanes: ['loop-gpu', 'loop', 'batch'],
  components: 3,
  sizes: { rows: 60, epochs: 2, replicates: 3 },
  effort: { rounds: 3, warmMs: 10, leastMs: 10, mostMs: 40 },
};

const client = new RaceClient();
afterAll(() => client.close());

async function finding(changes: Partial<Contest>, onNews: (news: RaceNews) => void = () => {}) {
  const reply = await client.race({ ...contest, ...changes }, onNews);
  if (reply.status !== 'finished') throw new Error(JSON.stringify(reply));
  return reply.finding;
}

const races: readonly (readonly [number, readonly LaneName[]])[] = [
  [3, ['loop-gpu', 'loop', 'batch']],
  [3, ['loop', 'batch-quadrature', 'loop-closed', 'batch']],
  [1, ['quadrature', 'closed-form', 'simd', 'webgl', 'webgpu']],
  [10, ['quadrature', 'closed-form', 'simd', 'webgl', 'webgpu']],
];

test.each(races)(
  'with K = %i, %j score the same rows alike and leave no tensor behind',
  async (components, lanes) => {
    const { lanes: found, held, total } = await finding({ components, lanes });
    expect(total).toBe(60);
    expect(held.after).toEqual(held.before);
    expect(found.map(({ lane }) => lane)).toEqual(lanes);
    for (const { absent, turns, score } of found) {
      expect(absent).toBeNull();
      expect(turns).toHaveLength(3);
      expect(score?.rows).toBeGreaterThan(0);
      expect(score?.unexplained).toBe(0);
    }
  },
);

test('a lane too slow to wait for stops after a sample, and its total is projected from it', async () => {
  const { lanes } = await finding({
    lanes: ['loop'],
    sizes: { ...contest.sizes, rows: 4000 },
    effort: { rounds: 1, warmMs: 5, leastMs: 5, mostMs: 5 },
  });
  const [turn] = lanes[0].turns;
  const [ms, done] = turn.course[turn.course.length - 1];
  expect(turn.complete).toBe(false);
  expect(done).toBe(turn.done);
  expect(done).toBeLessThan(4000);
  expect(turn.totalMs).toBeGreaterThanOrEqual(ms);
});

test('whole experiments by the loop score as the lab does', async () => {
  const { lanes, held } = await finding({ lanes: ['experiments'] });
  expect(lanes[0].experimentScores.length).toBeGreaterThan(0);
  expect(lanes[0].experimentScores.every((score) => score > 0 && score < 100)).toBe(true);
  expect(held.after).toEqual(held.before);
});

test('turns are told in rounds, each beginning with another lane, after a warm-up', async () => {
  const news: RaceNews[] = [];
  await finding({}, (one) => news.push(one));
  const turns = news.flatMap((one) => (one.kind === 'turn' ? [`${one.round}${one.lane}`] : []));
  expect(turns).toEqual(['10', '11', '12', '21', '22', '20', '32', '30', '31']);
  const warmed = news.filter(({ kind }) => kind === 'warming').length;
  expect(warmed).toBe(3);
  expect(news.findIndex(({ kind }) => kind === 'turn')).toBeGreaterThan(
    news.findLastIndex(({ kind }) => kind === 'warming'),
  );
});

test('a race that is stopped ends, and the next one runs', async () => {
  const endless = { ...contest, effort: { ...contest.effort, rounds: Infinity } };
  const racing = client.race(endless, () => client.stop());
  expect((await racing).status).toBe('stopped');
  expect((await finding({ lanes: ['batch'] })).lanes).toHaveLength(1);
});

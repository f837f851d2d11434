import { expect, test } from 'vitest';
import type { Contest, RaceNews } from '#lib/race/contest.ts';
import { RaceClient } from './race-client.ts';

const small: Contest = {
  lanes: ['loop-gpu', 'loop', 'batch'],
  components: 3,
  sizes: { rows: 60, epochs: 2, replicates: 3 },
  effort: { rounds: 3, leastMs: 10, mostMs: 40 },
};

test('lanes race on the same network and rows, agree, and leave no tensor behind', async () => {
  const client = new RaceClient();
  const news: RaceNews[] = [];
  const reply = await client.race(small, (one) => news.push(one));
  console.log(JSON.stringify(reply, null, 1).slice(0, 6000));
  expect(reply.status).toBe('finished');
  if (reply.status !== 'finished') return;
  const { lanes, tensors, total } = reply.finding;
  expect(total).toBe(60);
  expect(tensors.after).toBe(tensors.before);
  for (const { absent, turns, score } of lanes) {
    expect(absent).toBeNull();
    expect(turns).toHaveLength(3);
    expect(score?.rows).toBeGreaterThan(0);
    expect(score?.beyond).toBe(0);
  }
  client.close();
});

test('all races', async () => {
  const client = new RaceClient();
  for (const [components, lanes] of [
    [3, ['loop', 'batch-quadrature', 'loop-closed', 'batch']],
    [1, ['quadrature', 'closed-form', 'simd', 'webgl', 'webgpu']],
    [10, ['quadrature', 'closed-form', 'simd', 'webgl', 'webgpu']],
    [3, ['experiments']],
  ] as const) {
    const reply = await client.race(
      { ...small, components, lanes, sizes: { rows: 400, epochs: 3, replicates: 4 } },
      () => undefined,
    );
    if (reply.status !== 'finished') throw new Error(JSON.stringify(reply));
    for (const lane of reply.finding.lanes)
      console.log(components, lane.lane, lane.absent, lane.where, lane.turns.map((t) => `${t.done} ${t.totalMs.toFixed(2)}`).join(' | '), JSON.stringify(lane.score), lane.experimentScores);
    console.log(reply.finding.tensors);
  }
  client.close();
}, 100000);

import { expect, onTestFinished, test } from 'vitest';
import type { Contest, RaceNews } from './contest.ts';
import { RaceDesk } from './race-desk.ts';

const contest: Contest = {
  lanes: ['webgl', 'closed-form'],
  components: 3,
  sizes: { rows: 60, epochs: 1, replicates: 1 },
  effort: { rounds: 3, warmMs: 5, leastMs: 5, mostMs: 40 },
};

/** A desk on the page's own thread, where a test can reach its WebGL contexts. */
function race(desk: RaceDesk, onNews: (news: RaceNews) => void = () => undefined) {
  return desk.race(contest, {
    signal: new AbortController().signal,
    breathe: () => new Promise((resolve) => setTimeout(resolve)),
    tell: onNews,
  });
}

test('a lane whose WebGL context is lost leaves the race and says so; the next race has it again', async () => {
  const contexts: WebGL2RenderingContext[] = [];
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...rest: unknown[]) {
    const context: unknown = Reflect.apply(getContext, this, rest);
    if (context instanceof WebGL2RenderingContext) contexts.push(context);
    return context;
  } as typeof getContext;
  onTestFinished(() => void (OffscreenCanvas.prototype.getContext = getContext));

  const desk = new RaceDesk();
  const news: RaceNews[] = [];
  const { lanes } = await race(desk, (one) => {
    news.push(one);
    if (one.kind === 'turn' && one.lane === 0 && one.round === 1) {
      contexts.at(-1)?.getExtension('WEBGL_lose_context')?.loseContext();
    }
  });
  const [webgl, processor] = lanes;
  const reason = expect.stringMatching(/webgl engine has lost its device.*R to race it again/);
  expect(webgl).toMatchObject({ absent: reason, turns: [], score: null });
  expect(news).toContainEqual({ kind: 'absent', lane: 0, reason });
  expect(processor.turns).toHaveLength(3);

  const again = await race(desk);
  expect(again.lanes.map(({ absent }) => absent)).toEqual([null, null]);
  expect(again.lanes[0].turns).toHaveLength(3);
  expect(again.lanes[0].score).toMatchObject({ unexplained: 0 });
});

import { expect, onTestFinished, test } from 'vitest';
import type { Contest, LaneName, RaceNews } from './contest.ts';
import { RaceService } from './race-service.ts';

/** A service on the page's own thread, where a test can reach what its GPU lanes run on. */
function race(
  service: RaceService,
  lanes: readonly LaneName[],
  onNews: (news: RaceNews) => void = ignore,
  breathe: () => Promise<void> = () => Promise.resolve(),
) {
  const contest: Contest = {
    lanes,
    components: 3,
    sizes: { rows: 60, epochs: 1, replicates: 1 },
    effort: { rounds: 3, warmMs: 5, leastMs: 5, mostMs: 40 },
  };
  return service.race(contest, {
    signal: new AbortController().signal,
    breathe,
    pausedMs: () => 0,
    tell: onNews,
  });
}

const ignore = () => undefined;

/** @returns loses the WebGL context that was made last, and resolves once that is heard */
function losingWebgl(): () => Promise<unknown> {
  const contexts: WebGL2RenderingContext[] = [];
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...rest: unknown[]) {
    const context: unknown = Reflect.apply(getContext, this, rest);
    if (context instanceof WebGL2RenderingContext) contexts.push(context);
    return context;
  } as typeof getContext;
  onTestFinished(() => void (OffscreenCanvas.prototype.getContext = getContext));
  return () => {
    const context = contexts.at(-1)!;
    const heard = new Promise((resolve) =>
      context.canvas.addEventListener('webglcontextlost', resolve),
    );
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return heard;
  };
}

/** @returns loses the WebGPU device that was made last, and resolves once that is heard */
function losingWebgpu(): () => Promise<unknown> {
  const devices: GPUDevice[] = [];
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, ...rest) {
    const device = await requestDevice.apply(this, rest);
    devices.push(device);
    return device;
  };
  onTestFinished(() => void (GPUAdapter.prototype.requestDevice = requestDevice));
  return () => {
    const device = devices.at(-1)!;
    device.destroy();
    return device.lost;
  };
}

for (const [gpu, losing] of [
  ['webgl', losingWebgl],
  ['webgpu', losingWebgpu],
] as const) {
  test(`a lane whose ${gpu} device is lost leaves the race and says so; the next race has it again`, async ({
    skip,
  }) => {
    const adapter = gpu === 'webgl' || (await navigator.gpu?.requestAdapter());
    skip(!adapter, 'no WebGPU here');
    const lose = losing();
    const service = new RaceService();
    const news: RaceNews[] = [];
    let heard: Promise<unknown> = Promise.resolve();
    const { lanes } = await race(
      service,
      [gpu, 'closed-form'],
      (one) => {
        news.push(one);
        if (one.kind === 'turn' && one.lane === 0 && one.round === 1) heard = lose();
      },
      async () => void (await heard),
    );
    const [lost, processor] = lanes;
    const says = new RegExp(`${gpu} engine has lost its device.*R to race it again`);
    const reason = expect.stringMatching(says);
    expect(lost).toMatchObject({ absent: reason, turns: [], score: null });
    expect(news).toContainEqual({ kind: 'absent', lane: 0, reason });
    expect(processor.turns).toHaveLength(3);

    const again = await race(service, [gpu, 'closed-form']);
    expect(again.lanes.map(({ absent }) => absent)).toEqual([null, null]);
    expect(again.lanes[0].turns).toHaveLength(3);
    expect(again.lanes[0].score).toMatchObject({ unexplained: 0 });
  });
}

test('lanes take turns after a warm-up that is not told, another first in each round', async () => {
  const turns: string[] = [];
  const { lanes } = await race(new RaceService(), ['quadrature', 'closed-form', 'simd'], (news) => {
    if (news.kind === 'turn') turns.push(`${news.round}:${news.lane}`);
  });
  expect(turns.join(' ')).toBe('1:0 1:1 1:2 2:1 2:2 2:0 3:2 3:0 3:1');
  expect(lanes.map((lane) => lane.turns.length)).toEqual([3, 3, 3]);
});

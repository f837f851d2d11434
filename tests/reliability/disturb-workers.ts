/** When in its life a worker is killed. */
export type Moment = 'starting' | 'preparing' | 'training' | 'replying';

export interface Disturbance {
  /** Workers still to be killed. */
  left: number;
  killed: Record<Moment, number>;
}

/**
 * In the page, before anything else runs: kills every worker that trains, each at a random moment, until
 * `kills` are dead. A worker that is terminated fires no event, just as one that the browser ends for want of memory.
 */
export function disturbWorkers({ seed, kills }: { seed: number; kills: number }): void {
  let state = seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const disturbance: Disturbance = {
    left: kills,
    killed: { starting: 0, preparing: 0, training: 0, replying: 0 },
  };
  Object.assign(globalThis, { disturbance });
  const moments = ['starting', 'preparing', 'training', 'replying'] as const;
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name !== 'train') return;
      const moment = moments[Math.floor(random() * moments.length)];
      let dead = false;
      const kill = () => {
        if (dead || disturbance.left === 0) return;
        dead = true;
        disturbance.left--;
        disturbance.killed[moment]++;
        this.terminate();
      };
      const within = (ms: number) => setTimeout(kill, random() * ms);
      if (moment === 'starting') within(80);
      let asked = '';
      /** It trains so many stacks before. */
      let spared = Math.floor(random() * 5);
      const post = this.postMessage.bind(this);
      this.postMessage = (message: unknown, options?: unknown) => {
        asked = (message as { path?: string[] }).path?.[0] ?? asked;
        if (moment === 'preparing' && asked === 'hold') within(30);
        if (asked === 'train' && spared-- <= 0 && moment === 'training') within(150);
        post(message, options as Transferable[]);
      };
      this.addEventListener('message', () => {
        if (moment === 'replying' && asked === 'train' && spared < 0) within(2);
      });
    }
  };
}

/** In the page: the longest time with nothing new in the line at the foot while a run goes on, in milliseconds. */
export function watchForStalls(): void {
  const stalls = { longestMs: 0 };
  Object.assign(globalThis, { stalls });
  let text = '';
  let sinceMs = performance.now();
  setInterval(() => {
    const buttons = [...document.querySelectorAll('button')];
    const goesOn = buttons.some((button) => button.textContent?.trim() === 'Pause');
    const now = performance.now();
    const next = `${document.querySelector('footer .count')?.textContent} ${document.querySelector('footer .track > div')?.getAttribute('style')}`;
    if (!goesOn || next !== text) sinceMs = now;
    text = next;
    stalls.longestMs = Math.max(stalls.longestMs, now - sinceMs);
  }, 50);
}

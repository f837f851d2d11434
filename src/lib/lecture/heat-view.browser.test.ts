import '../../app.css';
import { flushSync, mount, unmount } from 'svelte';
import { expect, onTestFinished, test } from 'vitest';
import HeatView from './HeatView.svelte';
import type { HeatRecord } from './heat.ts';
import { heatSample } from './record.samples.ts';

/** Width of each lane's bar, in hundredths of its track. */
function barsOf(record: HeatRecord): number[] {
  const target = document.createElement('div');
  target.style.width = '800px';
  document.body.append(target);
  const props = { record, replayMs: null, chosen: null, compact: false };
  const shown = mount(HeatView, { target, props });
  flushSync();
  onTestFinished(async () => {
    await unmount(shown);
    target.remove();
  });
  return [...target.querySelectorAll<HTMLElement>('.bar')].map((bar) =>
    parseFloat(bar.style.width),
  );
}

test('a lane’s bar is its speed beside the fastest', () => {
  const bars = barsOf(heatSample('loop', 1000, { 'loop-gpu': [500], loop: [50], batch: [1] }));
  expect(bars.map((share) => Number(share.toFixed(3)))).toEqual([0.2, 2, 100]);
});

test('before two can be compared no lane is the fastest: the one that runs shows how far it is', () => {
  const heat = heatSample('loop', 1000, {});
  const lanes = heat.lanes.map((lane, place) =>
    place === 0 ? { ...lane, phase: 'running' as const, done: 60, ms: 300 } : lane,
  );
  expect(barsOf({ ...heat, lanes })).toEqual([6, 0, 0]);
  expect(barsOf(heatSample('loop', 1000, { 'loop-gpu': [500] }))).toEqual([0, 0, 0]);
});

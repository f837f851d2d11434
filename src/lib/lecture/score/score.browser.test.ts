import '../../../app.css';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import ScoreFigure from './ScoreFigure.svelte';
import { ScoreState } from './score-state.svelte.ts';

let room: HTMLElement;
let shown: Record<string, unknown> | null = null;

beforeEach(() => {
  room = document.createElement('div');
  document.body.append(room);
});

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = null;
  room.remove();
});

const frame = () => new Promise(requestAnimationFrame);

async function show(props: { scale?: number; projector?: boolean }, width: number, height: number) {
  room.style.width = `${width}px`;
  room.style.height = `${height}px`;
  const score = new ScoreState();
  shown = mount(ScoreFigure, { target: room, props: { score, ...props } });
  flushSync();
  await expect.poll(() => grip('Outcome')).not.toBeNull();
  await frame();
  return score;
}

const grip = (label: string) => room.querySelector<SVGElement>(`[aria-label="${label}"]`)!;

function pull(element: SVGElement, pointerType: string, by: { x: number; y: number }) {
  const at = { clientX: 100, clientY: 100, pointerId: 1, pointerType, bubbles: true, button: 0 };
  // Only a real press can be captured; this one is made up.
  element.setPointerCapture = () => {};
  element.dispatchEvent(new PointerEvent('pointerdown', at));
  for (const part of [0.5, 1]) {
    const moved = { ...at, clientX: 100 + part * by.x, clientY: 100 + part * by.y };
    element.dispatchEvent(new PointerEvent('pointermove', moved));
  }
  element.dispatchEvent(new PointerEvent('pointerup', at));
  flushSync();
}

for (const pointerType of ['mouse', 'touch', 'pen']) {
  test(`the outcome is dragged by ${pointerType}, a pixel a pixel`, async () => {
    const score = await show({}, 900, 700);
    const before = grip('Outcome').getAttribute('transform')!;
    pull(grip('Outcome'), pointerType, { x: 80, y: 5 });
    expect(score.outcome).toBeGreaterThan(100);
    const x = (transform: string) => Number(/translate\(([\d.]+)/.exec(transform)![1]);
    const went = x(grip('Outcome').getAttribute('transform')!) - x(before);
    // The outcome is kept to a tenth of a minute, which is less than a pixel here.
    expect(Math.abs(went - 80)).toBeLessThan(0.5);
    pull(grip('Outcome'), pointerType, { x: 0, y: 0 });
  });
}

test('a disc goes across or up, whichever it began with', async () => {
  const score = await show({}, 900, 700);
  const [{ mu, weight }] = score.mixture.densities;
  pull(grip('Middle of density 1'), 'mouse', { x: 40, y: 12 });
  expect(score.mixture.densities[0].mu).toBeGreaterThan(mu);
  expect(score.mixture.densities[0].weight).toBe(weight);
  pull(grip('Middle of density 1'), 'mouse', { x: 8, y: 30 });
  expect(score.mixture.densities[0].weight).toBeLessThan(weight);
});

test('keys move a grip and are kept from the page around', async () => {
  const score = await show({}, 900, 700);
  let heard = 0;
  const listen = () => (heard += 1);
  window.addEventListener('keydown', listen);
  const press = (label: string, key: string, shiftKey = false) => {
    grip(label).dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
    flushSync();
  };
  press('Outcome', 'ArrowRight');
  expect(score.outcome).toBe(96);
  press('Outcome', 'ArrowLeft', true);
  expect(score.outcome).toBe(86);
  press('Outcome', 'End');
  expect(score.outcome).toBe(300);
  press('Width of density 2', 'ArrowRight');
  expect(score.mixture.densities[1].sigma).toBeCloseTo(0.61, 9);
  press('Middle of density 2', 'ArrowDown');
  expect(score.mixture.densities[1].weight).toBeCloseTo(0.29, 9);
  expect(heard).toBe(0);
  press('Outcome', 'q');
  expect(heard).toBe(1);
  window.removeEventListener('keydown', listen);
  expect(grip('Outcome').getAttribute('aria-valuetext')).toContain('300 minutes; CRPS');
});

test('on a projector it fills its room, with text of 24 px and more', async () => {
  await show({ scale: 2, projector: true }, 1920, 960);
  const box = room.getBoundingClientRect();
  const svg = room.querySelector('svg[role="group"]')!.getBoundingClientRect();
  expect(svg.bottom).toBeLessThanOrEqual(box.bottom + 1);
  expect(svg.bottom).toBeGreaterThan(box.bottom - 4);
  expect(svg.height).toBeGreaterThan(400);
  for (const text of room.querySelectorAll('text, dt, dd, button')) {
    expect(parseFloat(getComputedStyle(text).fontSize)).toBeGreaterThanOrEqual(24);
  }
  expect(parseFloat(getComputedStyle(room.querySelector('dd')!).fontSize)).toBeGreaterThanOrEqual(
    48,
  );
});

test('two figures can show the same forecast, and each by itself has its own', async () => {
  const score = await show({}, 600, 700);
  score.moveOutcome(200);
  flushSync();
  expect(room.textContent).toContain('200.0 min');
});

import '../../../app.css';
import axe from 'axe-core';
import { createClassComponent } from 'svelte/legacy';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { powerOfTen } from '#lib/format/number-words.ts';
import CurvesChart from './CurvesChart.svelte';
import DensityChart from './DensityChart.svelte';
import DistributionChart from './DistributionChart.svelte';
import { loadChart } from './load-chart.ts';

/** --variant-1 and --variant-2 of src/app.css. */
const LIGHT = [
  [10, 95, 168],
  [180, 71, 11],
];
const DARK = [[108, 182, 255]];

let page: HTMLElement;
const mounted: { $destroy(): void }[] = [];

beforeEach(() => {
  document.documentElement.dataset.theme = 'light';
  page = document.createElement('div');
  page.style.width = '800px';
  document.body.append(page);
});

afterEach(() => {
  while (mounted.length > 0) mounted.pop()!.$destroy();
  page.remove();
  vi.restoreAllMocks();
});

function show(component: typeof DistributionChart, props: Record<string, unknown>) {
  const shown = createClassComponent({ component, target: page, props } as never);
  mounted.push(shown);
  return shown;
}

const scored = (name: string, scores: readonly number[]) => ({
  name,
  scores: scores.map((score, replicate) => ({ replicate, score })),
});
const distribution = {
  variants: [
    scored('1 density', [12.6, 12.7, 12.8, 12.9, 12.75]),
    scored('10 densities', [12.3, 12.4, 12.5, 12.6, 12.45]),
  ],
  unit: 'min',
  oracle: 12,
  expected: 5,
};
const curves = {
  unit: 'min',
  variants: ['1 density', '10 densities'].map((name, variant) => ({
    name,
    epochs: 3,
    loss: 'nll' as const,
    curves: Array.from({ length: 6 }, (_, replicate) => ({
      replicate,
      curve: {
        validationCrps: [15, 13, 12.6 - 0.3 * variant].map((value) => value + 0.02 * replicate),
        trainingLoss: [5, 4.5, 4.2 - 0.1 * variant],
      },
    })),
  })),
};
const density = {
  unit: 'min',
  variants: [
    { name: '1 density', family: 'lognormal', shift: 0 },
    { name: '10 densities', family: 'lognormal', shift: 0 },
  ],
  rows: [95, 40].map((outcome, i) => ({
    label: `Test row ${i + 1}`,
    outcome,
    forecasts: [
      { weights: [1], mus: [4.2], sigmas: [0.4], crps: 13.5 },
      { weights: [0.7, 0.3], mus: [4.2, 4.9], sigmas: [0.35, 0.6], crps: 12.25 },
    ],
  })),
};

function pixels(of: HTMLCanvasElement, [red, green, blue]: readonly number[]): number {
  const context = of.getContext('2d', { willReadFrequently: true })!;
  if (of.width === 0) return 0;
  const { data } = context.getImageData(0, 0, of.width, of.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const far =
      Math.abs(data[i] - red) + Math.abs(data[i + 1] - green) + Math.abs(data[i + 2] - blue);
    if (far < 12 && data[i + 3] > 200) count++;
  }
  return count;
}

const canvases = () => [...page.querySelectorAll('canvas')];
const caption = () => page.querySelector('figcaption')!.textContent;
const button = (name: string) =>
  [...page.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)!;
const cells = () =>
  [...page.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map(({ textContent }) => textContent.trim()),
  );
const painted = (colour: readonly number[], canvas = 0) =>
  expect.poll(() => canvases()[canvas] && pixels(canvases()[canvas], colour));

async function press(chart: number, ...keys: string[]) {
  const frame = page.querySelectorAll('[aria-roledescription=chart]')[chart];
  for (const key of keys) {
    frame.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await new Promise(requestAnimationFrame);
  }
  return page.querySelectorAll('[role=status]')[chart].textContent.trim();
}

/** The file that a download button hands to the browser. */
async function saved(format: 'PNG' | 'SVG'): Promise<{ name: string; file: Blob }> {
  const saving = new Promise<{ name: string; file: Blob }>((resolve) => {
    // The file is fetched at once: its address does not last.
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(async function (
      this: HTMLAnchorElement,
    ) {
      const { download, href } = this;
      resolve({ name: download, file: await (await fetch(href)).blob() });
    });
  });
  button(format).click();
  return saving;
}

async function downloaded() {
  const { name, file } = await saved('PNG');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header = new DataView(bytes.buffer);
  return { name, width: header.getUint32(16), height: header.getUint32(20), bytes };
}

/** A picture file at so many pixels, as a browser shows it. */
async function shownAs(file: Blob, width: number, height: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')!.drawImage(image, 0, 0, width, height);
  return canvas;
}

/** Share of pixels that differ by more than the edge of a letter may. */
function unlike(a: HTMLCanvasElement, b: HTMLCanvasElement): number {
  const [left, right] = [a, b].map(
    (canvas) => canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data,
  );
  let count = 0;
  for (let i = 0; i < left.length; i += 4) {
    const far = [0, 1, 2].some((channel) => Math.abs(left[i + channel] - right[i + channel]) > 100);
    if (far) count++;
  }
  return count / (left.length / 4);
}

test('charts are painted by the processor: a GPU in software would hold up the page', async () => {
  show(CurvesChart as never, curves);
  await expect.poll(() => canvases()[0]?.style.width).toMatch(/px$/);
  const { willReadFrequently } = canvases()[0].getContext('2d')!.getContextAttributes();
  expect(willReadFrequently).toBe(true);
});

test('the distribution draws every variant in its colour and says its numbers', async () => {
  show(DistributionChart, distribution);
  await painted(LIGHT[0]).toBeGreaterThan(50);
  await painted(LIGHT[1]).toBeGreaterThan(50);
  expect(caption()).toBe(
    'Lowest mean: 10 densities 12.45 min (95 % interval 12.31–12.59, 5 replicates). ' +
      '1 density 12.75 min (95 % interval 12.61–12.89, 5 replicates). ' +
      'The oracle, which knows the true distribution, scores 12.00 min on the same rows.',
  );
});

test('the data table of the distribution holds every score', async () => {
  show(DistributionChart, distribution);
  button('Data table').click();
  await expect.poll(cells).toEqual([
    ['1', '12.6000', '12.3000'],
    ['2', '12.7000', '12.4000'],
    ['3', '12.8000', '12.5000'],
    ['4', '12.9000', '12.6000'],
    ['5', '12.7500', '12.4500'],
  ]);
  expect(page.querySelector('[role=region]')!.getAttribute('tabindex')).toBe('0');
});

test('arrow keys walk the replicates by score, and from a variant to the next', async () => {
  show(DistributionChart, distribution);
  await painted(LIGHT[0]).toBeGreaterThan(50);
  expect(await press(0, 'ArrowRight')).toBe('1 density, replicate 1: 12.60 min');
  expect(await press(0, 'End')).toBe('1 density, replicate 4: 12.90 min');
  expect(await press(0, 'ArrowDown', 'ArrowLeft')).toBe('10 densities, replicate 3: 12.50 min');
  expect(await press(0, 'Escape')).toBe('');
});

test('before the first score words stand where the plot will be, and nothing moves when it comes', async () => {
  const variants = distribution.variants.map(({ name }) => scored(name, []));
  const shown = show(DistributionChart, { ...distribution, variants });
  await expect.poll(() => page.textContent).toContain('Scores will appear here');
  expect(canvases()).toHaveLength(0);
  const top = () => page.querySelector('figcaption')!.getBoundingClientRect().top;
  await new Promise(requestAnimationFrame);
  const before = top();
  shown.$set({ variants: distribution.variants });
  await painted(LIGHT[0]).toBeGreaterThan(50);
  expect(top()).toBe(before);
});

test('another theme repaints in its colours', async () => {
  show(DistributionChart, distribution);
  await painted(LIGHT[0]).toBeGreaterThan(50);
  expect(pixels(canvases()[0], DARK[0])).toBe(0);
  document.documentElement.dataset.theme = 'dark';
  await painted(DARK[0]).toBeGreaterThan(50);
  expect(pixels(canvases()[0], LIGHT[0])).toBe(0);
});

test('fifty changes in one frame are drawn once', async () => {
  const Library = await loadChart();
  const shown = show(DistributionChart, distribution);
  await painted(LIGHT[0]).toBeGreaterThan(50);
  const update = vi.spyOn(Library.prototype, 'update');
  for (let i = 0; i < 50; i++) {
    shown.$set({ variants: [...distribution.variants, scored('third', [12.2 + 0.01 * i])] });
  }
  await expect.poll(() => update.mock.calls.length).toBeGreaterThan(0);
  await new Promise(requestAnimationFrame);
  expect(update.mock.calls.length).toBeLessThanOrEqual(2);
});

test('a chart that is gone leaves no instance behind', async () => {
  const Library = await loadChart();
  show(DistributionChart, distribution);
  await painted(LIGHT[0]).toBeGreaterThan(50);
  expect(Object.keys(Library.instances)).toHaveLength(1);
  mounted.pop()!.$destroy();
  expect(Object.keys(Library.instances)).toHaveLength(0);
});

test('the download is a PNG at two pixels per CSS pixel with margins, named after the chart', async () => {
  show(DistributionChart, distribution);
  await painted(LIGHT[0]).toBeGreaterThan(50);
  const { name, width, height, bytes } = await downloaded();
  expect(name).toBe('test-crps-min-lower-is-better.png');
  expect([...bytes.slice(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG');
  expect(width).toBe(2 * (800 + 32));
  const plot = page.querySelector('[aria-roledescription=chart]')!.getBoundingClientRect();
  expect(height).toBeGreaterThan(2 * (plot.height + 60));
  const picture = await createImageBitmap(new Blob([bytes as BlobPart]));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')!.drawImage(picture, 0, 0);
  expect(pixels(canvas, LIGHT[0])).toBeGreaterThan(200);
  // The corner is the surface, not transparent.
  expect([...canvas.getContext('2d')!.getImageData(1, 1, 1, 1).data]).toEqual([255, 255, 255, 255]);
});

test.for([
  [
    'distribution',
    DistributionChart,
    distribution,
    ['Test CRPS (min)', '1 density', 'oracle 12.00'],
  ],
  ['curves', CurvesChart, curves, ['10 densities', 'Epoch']],
  ['densities', DensityChart, density, ['Test row 1', 'CRPS (min)', '95 min']],
] as const)('the %s as SVG look as they do as PNG, and their text is text', async (given) => {
  const [, component, props, words] = given;
  show(component as never, props as never);
  await painted(LIGHT[0]).toBeGreaterThan(50);
  const { width, height, bytes } = await downloaded();
  vi.restoreAllMocks();
  const { name, file } = await saved('SVG');
  expect(name).toMatch(/\.svg$/);

  const source = await file.text();
  const svg = new DOMParser().parseFromString(source, 'image/svg+xml');
  expect(svg.querySelector('parsererror')).toBeNull();
  expect(svg.querySelector('desc')?.textContent).toBe(caption());
  const texts = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
  for (const word of words) expect(texts.join('\n')).toContain(word);
  // Nothing that a program other than a browser could not read.
  expect(source).not.toMatch(/color-mix|light-dark|var\(|NaN|undefined|<image|rgb/);
  const ids = [...svg.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);

  const [picture, drawing] = await Promise.all([
    shownAs(new Blob([bytes as BlobPart]), width, height),
    shownAs(file, width, height),
  ]);
  for (const colour of LIGHT) {
    const share = pixels(drawing, colour) / pixels(picture, colour);
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(1.18);
  }
  expect(unlike(picture, drawing)).toBeLessThan(0.02);
});

test('the curves draw a line per variant and switch to the training loss', async () => {
  show(CurvesChart as never, curves);
  await painted(LIGHT[0]).toBeGreaterThan(50);
  await painted(LIGHT[1]).toBeGreaterThan(50);
  expect(caption()).toContain(
    '10 densities 12.35 min (80 % of replicates 12.31–12.39) after 3 epochs',
  );
  expect(await press(0, 'Home')).toBe(
    '1 density, epoch 1: median 15.05 min (80 % of replicates 15.01–15.09)',
  );
  button('Training loss').click();
  await expect.poll(caption).toContain('Median training loss: 10 densities 4.1');
  button('Data table').click();
  await expect.poll(() => cells().map((row) => row[0])).toEqual(['1', '2', '3']);
  expect(cells()[2][1]).toMatch(/^4\.20/);
});

test('the densities draw a panel per test row, with outcome, scores and chances', async () => {
  show(DensityChart as never, density);
  await painted(LIGHT[1], 1).toBeGreaterThan(50);
  expect(canvases()).toHaveLength(2);
  expect(caption()).toContain('10 densities has the lowest CRPS in 2 of these 2 rows');
  const words = await press(0, 'Home', 'End', 'ArrowLeft');
  expect(words).toMatch(/^Up to \d+ min:\n1 density \d+ %\n10 densities \d+ %$/);
  const { name, width } = await downloaded();
  expect(name).toBe('predicted-densities-for-2-test-rows.png');
  expect(width).toBe(2 * (800 + 32));
  button('Data table').click();
  await expect
    .poll(() => cells()[0])
    .toEqual([
      'Test row 1, 1 density',
      '95.0',
      '13.5',
      expect.any(String),
      '66.7',
      expect.any(String),
      expect.any(String),
    ]);
});

test('the names of the variants stand in full above the densities, on the page and in the picture', async () => {
  const name = 'a name so long that no panel of any width could hold it beside its curves';
  const variants = density.variants.map((variant) => ({ ...variant, name }));
  page.style.width = '360px';
  show(DensityChart as never, { ...density, variants });
  await painted(LIGHT[1], 1).toBeGreaterThan(50);
  const key = page.querySelector('figure ul')!;
  expect([...key.children].map((item) => item.textContent)).toEqual([name, name]);
  expect(key.scrollWidth).toBeLessThanOrEqual(360);
  const plot = page.querySelector('.panels')!;
  expect(key.getBoundingClientRect().bottom).toBeLessThanOrEqual(plot.getBoundingClientRect().top);
  const { height } = await downloaded();
  expect(height / 2).toBeGreaterThan(
    plot.getBoundingClientRect().bottom - key.getBoundingClientRect().top,
  );
});

test.for([-300, -8, 8, 298])('all charts are drawn of numbers at 10^%d', async (scale) => {
  const at = (value: number) => Number(`${value}e${scale}`);
  const ln = scale * Math.LN10;
  show(DistributionChart, {
    ...distribution,
    oracle: at(distribution.oracle),
    variants: distribution.variants.map(({ name, scores }) => ({
      name,
      scores: scores.map(({ replicate, score }) => ({ replicate, score: at(score) })),
    })),
  });
  show(CurvesChart as never, {
    ...curves,
    variants: curves.variants.map((variant) => ({
      ...variant,
      curves: variant.curves.map(({ replicate, curve }) => ({
        replicate,
        curve: { ...curve, validationCrps: curve.validationCrps.map(at) },
      })),
    })),
  });
  show(DensityChart as never, {
    ...density,
    rows: density.rows.map((row) => ({
      ...row,
      outcome: at(row.outcome),
      forecasts: row.forecasts.map((forecast) => ({
        ...forecast,
        mus: forecast.mus.map((mu) => mu + ln),
        crps: at(forecast.crps),
      })),
    })),
  });
  await expect.poll(() => canvases().length).toBe(4);
  for (const canvas of [0, 1, 2, 3]) await painted(LIGHT[1], canvas).toBeGreaterThan(50);
  const captions = [...page.querySelectorAll('figcaption')].map((one) => one.textContent);
  const power = powerOfTen(scale + 1);
  expect(captions[0]).toContain(`10 densities 1.245·${power} min (95 % interval 1.231·${power}–`);
  expect(captions[1]).toContain(`10 densities 1.235·${power} min (80 % of replicates`);
});

test('axe finds nothing against the charts, nor against their tables', async () => {
  show(DistributionChart, distribution);
  show(CurvesChart as never, curves);
  show(DensityChart as never, density);
  await painted(LIGHT[1], 3).toBeGreaterThan(50);
  const found = async () =>
    (await axe.run(page, { rules: { region: { enabled: false } } })).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
  expect(await found()).toEqual([]);
  for (const each of page.querySelectorAll('button')) {
    if (each.textContent.trim() === 'Data table') each.click();
  }
  await expect.poll(() => page.querySelectorAll('table').length).toBe(3);
  expect(await found()).toEqual([]);
});

import type { Chart, ChartConfiguration, ChartOptions } from 'chart.js';
import type { Palette } from './palette.ts';

/** What a drawing is made for: the colours and sizes of the moment. */
export interface Paint {
  readonly palette: Palette;
  /** CSS px of the plot. */
  readonly width: number;
  readonly height: number;
  /** 1 on a page; about 2 on a projector. Type, dots and lines grow with it. */
  readonly scale: number;
}

/** One picture, as plain data for the chart library, and what it cannot draw by itself. */
export interface Drawing {
  readonly datasets: ChartConfiguration['data']['datasets'];
  readonly options: ChartOptions;
  /** Drawn below the data: separators, reference lines. */
  under?(chart: Chart): void;
  /** Drawn above the data: labels, marks, the highlight. */
  over?(chart: Chart): void;
}

/**
 * Of a canvas that the processor paints: its pixels go to a file, and fetching them from a GPU holds the
 * page up, or it is full of small shapes, which a GPU in software fills so slowly that frames wait.
 */
export const BY_PROCESSOR: CanvasRenderingContext2DSettings = { willReadFrequently: true };

/** Everything a live chart needs and nothing that would move it. */
const STILL: ChartOptions = {
  animation: false,
  parsing: false,
  normalized: true,
  events: [],
  // Resizing is Chart.svelte's: it redraws for the new size in one step.
  responsive: false,
  maintainAspectRatio: false,
};

export const withStillness = (options: ChartOptions): ChartOptions => ({ ...STILL, ...options });

/** The configuration of a chart that draws whatever `drawing()` gives at the time; without a pixel ratio, the screen's. */
export function configuration(drawing: () => Drawing, pixelRatio?: number): ChartConfiguration {
  const first = drawing();
  return {
    type: 'scatter',
    data: { datasets: first.datasets },
    options: {
      ...withStillness(first.options),
      ...(pixelRatio ? { devicePixelRatio: pixelRatio } : {}),
    },
    plugins: [
      {
        id: 'marks',
        beforeDatasetsDraw: (chart) => drawing().under?.(chart),
        afterDatasetsDraw: (chart) => drawing().over?.(chart),
      },
    ],
  };
}

import type { Chart as LibraryChart } from 'chart.js';

let loading: Promise<{ Chart: typeof LibraryChart }> | null = null;

/** The chart library, fetched once, at the first chart shown or when a page asks ahead of it. */
export async function loadChart() {
  loading ??= import('./registered-chart.ts');
  try {
    return (await loading).Chart;
  } catch (cause) {
    // A later chart may try again: the network may be back.
    loading = null;
    throw cause;
  }
}

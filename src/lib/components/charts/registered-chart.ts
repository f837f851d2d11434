/** Chart.js with only what these charts draw. Loaded on demand: see load-chart.ts. */
import {
  BoxAndWiskers,
  BoxPlotController,
  Violin,
  ViolinController,
} from '@sgratzl/chartjs-chart-boxplot';
import {
  BasicPlatform,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
} from 'chart.js';

Chart.register(
  BoxAndWiskers,
  BoxPlotController,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Violin,
  ViolinController,
);

export { BasicPlatform, Chart };

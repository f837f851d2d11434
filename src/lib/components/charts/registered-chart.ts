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
  LineController,
  LineElement,
  PointElement,
  ScatterController,
} from 'chart.js';
import { GivenScale } from './given-scale.ts';

Chart.register(
  BoxAndWiskers,
  BoxPlotController,
  Filler,
  GivenScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Violin,
  ViolinController,
);

export { BasicPlatform, Chart };

/** Programs launched for one training step: TensorFlow.js Layers against our engine, one replicate and a stack. */
import type { Engine } from '#lib/engines/engine.ts';
import { benchRows } from '../benchRows.ts';
import { countLaunches } from '../countLaunches.ts';
import { datasetOf } from '../datasetOf.ts';
import type { Finding } from '../finding.ts';
import { layersFit } from '../layersFit.ts';
import { oneEpoch, PEER } from '../oneEpoch.ts';
import { startEngine, type Place } from '../place.ts';

const STACK = 32;

/** What three steps launch more than one does, halved: the launches of an epoch's start and end cancel. */
async function perStep(
  engine: Engine,
  steps: (batches: number) => () => Promise<unknown>,
): Promise<number> {
  const counts: number[] = [];
  for (const batches of [1, 3]) {
    const run = steps(batches);
    // The first run compiles and uploads.
    await run();
    counts.push(await countLaunches(engine.name === 'simd' ? 'wasm' : engine.name, run));
  }
  return (counts[1] - counts[0]) / 2;
}

export async function launches(place: Place): Promise<Finding> {
  const rows: string[][] = [];
  const notes: string[] = [];
  for (const backend of place.backends) {
    const engine = await startEngine(backend);
    if (typeof engine === 'string') {
      notes.push(`${backend} was not measured: ${engine}`);
      continue;
    }
    const fits: { dispose(): void }[] = [];
    const fit = await perStep(engine, (batches) => {
      const one = layersFit(benchRows(batches * PEER.batchSize, 3), PEER);
      fits.push(one);
      return () => one.run();
    });
    for (const one of fits) one.dispose();
    const ours = (stack: number) =>
      perStep(engine, (batches) => {
        const data = datasetOf(benchRows(batches * PEER.batchSize, 3));
        return () => oneEpoch(engine, data, stack);
      });
    const [one, stacked] = [await ours(1), await ours(STACK)];
    rows.push([backend, ...[fit, one, stacked, stacked / STACK].map(showCount)]);
  }
  return {
    title: `Launches for one training step, in ${place.name}`,
    header: [
      'backend',
      'model.fit, one replicate',
      'our engine, one replicate',
      `our engine, stack of ${STACK}`,
      'per replicate of the stack',
    ],
    rows,
    notes: [
      'Draws on WebGL, dispatches on WebGPU, kernels of TensorFlow.js on wasm and cpu, where our head, loss and Adam are plain TypeScript over the same memory and launch nothing.',
      ...notes,
    ],
    targets: [],
  };
}

function showCount(count: number): string {
  return Number.isInteger(count) ? String(count) : count.toPrecision(3);
}

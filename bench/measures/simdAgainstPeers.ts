/** Training on the SIMD engine against TensorFlow.js on wasm: `model.fit`, and our own stack of 32. */
import { createEngine } from '#lib/engines/registry.ts';
import { benchRows } from '../benchRows.ts';
import { datasetOf } from '../datasetOf.ts';
import { atLeast, type Finding } from '../finding.ts';
import { interleave } from '../interleave.ts';
import { layersFit } from '../layersFit.ts';
import { oneEpoch, PEER } from '../oneEpoch.ts';
import { startEngine, type Place } from '../place.ts';
import { ratioOf, showRatio, showSpread, spreadOf } from '../spread.ts';

const ROWS = 3200;
const STACK = 32;

export async function simdAgainstPeers(place: Place): Promise<Finding> {
  const title = `Training on simd against wasm, in ${place.name}`;
  const wasm = await startEngine('wasm');
  if (typeof wasm === 'string') return { title, header: [], rows: [], notes: [wasm], targets: [] };
  const simd = await createEngine('simd');
  const rows = benchRows(ROWS, 2);
  const data = datasetOf(rows);
  const fit = layersFit(rows, PEER);
  const ways = [
    { name: '`model.fit`, wasm, one replicate', samples: ROWS, run: () => fit.run() },
    {
      name: `our engine on wasm, stack of ${STACK}`,
      samples: ROWS * STACK,
      run: () => oneEpoch(wasm, data, STACK),
    },
    { name: 'simd, one replicate', samples: ROWS, run: () => oneEpoch(simd, data, 1) },
    {
      name: `simd, stack of ${STACK}`,
      samples: ROWS * STACK,
      run: () => oneEpoch(simd, data, STACK),
    },
  ];
  const timings = await interleave(
    ways.map(({ name, run }) => ({ name, run: async () => void (await run()) })),
    place.effort,
  );
  fit.dispose();
  simd.dispose();
  const perSample = timings.map(({ rounds }, way) => rounds.map((ms) => ms / ways[way].samples));
  const fast = perSample[3];
  return {
    title,
    header: ['what', 'samples/s', 'simd, stack of 32, against it'],
    rows: ways.map(({ name }, way) => [
      name,
      showSpread(spreadOf(perSample[way].map((ms) => 1000 / ms))),
      showRatio(ratioOf(perSample[way], fast)),
    ]),
    notes: [
      'One epoch of 3,200 rows, set-up of the job included: initial values, scales, memory. On simd replicates of a stack train in turn.',
    ],
    targets: [
      atLeast(
        `simd against \`model.fit\` on wasm, ${place.name}`,
        30,
        ratioOf(perSample[0], fast).median,
      ),
      atLeast(
        `simd against the stack of 32 on wasm, ${place.name}`,
        15,
        ratioOf(perSample[1], fast).median,
      ),
    ],
  };
}

/**
 * Training a stack of 32 on our own kernels against everything else at hand: PyTorch, jax-js, operations of
 * TensorFlow.js, our engine on its backends, and `model.fit`. Peers begin from our initial values and follow
 * our batches first: their losses must be ours, or they are not doing the same work.
 */
import type { Engine, EngineName } from '#lib/engines/engine.ts';
import { middleOf, scaleOf } from '#lib/mdn/scale.ts';
import { benchRows } from '../benchRows.ts';
import { datasetOf } from '../datasetOf.ts';
import { atLeast, type Finding, type Target } from '../finding.ts';
import { interleave, type Way } from '../interleave.ts';
import { layersFit } from '../layersFit.ts';
import { oneEpoch, PEER, trainOurs } from '../oneEpoch.ts';
import { jaxPeer } from '../peers/jaxPeer.ts';
import type { StackPeer } from '../peers/stackPeer.ts';
import { STACK, stackTask } from '../peers/stackTask.ts';
import { tensorPeer } from '../peers/tensorPeer.ts';
import { NO_TORCH, torchPeer } from '../peers/torchPeer.ts';
import { startEngine, type Place } from '../place.ts';
import { ratioOf, showRatio, showSpread, spreadOf, type Spread } from '../spread.ts';

const ROWS = 3200;
/** On backends so slow that a round of as many rows would take half a minute. */
const FEWER_ROWS: Partial<Record<EngineName, number>> = { cpu: 640, webgl: 640, webgpu: 128 };
/** Of a round on simd: peers train on, so the set-up of our job must weigh as little as it does in a study. */
const SIMD_EPOCHS = 8;
/** Peers follow us for so many epochs of `FOLLOWED_ROWS`: a hundred steps. */
const FOLLOWED_EPOCHS = 2;
/** Of a mean loss after that. What differs is the order of sums in 32 bits, which training amplifies. */
const TOLERANCE = 1e-4;

/** One line of the table: a way, and how many samples one run of it trains. */
interface Entry {
  readonly way: Way;
  readonly samples: number;
  /** How many times as fast simd is to be, and as what that is told. */
  readonly wanted?: number;
}

interface Measured {
  readonly name: string;
  readonly rate: Spread;
  /** simd against it. */
  readonly ratio: Spread | null;
  readonly wanted?: number;
}

/** Our mean losses of z's density in the last epoch, replicate by replicate. */
async function ownLosses(engine: Engine, rows: ReturnType<typeof benchRows>) {
  const scale = scaleOf('lognormal', rows.targets);
  const [mean, sd] = [middleOf(scale), scale.sd];
  const outcomes = await trainOurs(engine, datasetOf(rows), STACK, FOLLOWED_EPOCHS);
  return outcomes.map((outcome) => {
    if (outcome.status === 'failed') throw new Error(outcome.message);
    // Ours is told in minutes.
    return outcome.curve.trainingLoss[FOLLOWED_EPOCHS - 1] - mean - Math.log(sd);
  });
}

/** @throws Error where a peer's losses are not ours */
function agreement({ name }: StackPeer, theirs: Float64Array, ours: readonly number[]): string {
  const apart = ours.reduce((most, loss, i) => Math.max(most, Math.abs(loss - theirs[i])), 0);
  if (!(apart < TOLERANCE)) {
    throw new Error(`${name}: the loss is ${apart} from ours, more than ${TOLERANCE}.`);
  }
  const steps = (FOLLOWED_EPOCHS * ROWS) / PEER.batchSize;
  return `${name}: after ${steps} steps from our initial values, on our batches, each replicate’s mean loss is within ${apart.toExponential(1)} of simd’s.`;
}

async function measureBeside(simd: Entry, entries: readonly Entry[], { effort }: Place) {
  const all = [simd, ...entries];
  const timings = await interleave(
    all.map(({ way }) => way),
    effort,
  );
  const perSample = timings.map(({ rounds }, i) => rounds.map((ms) => ms / all[i].samples));
  return all.map(({ way, wanted }, i): Measured => ({
    name: way.name,
    rate: spreadOf(perSample[i].map((ms) => 1000 / ms)),
    ratio: i === 0 ? null : ratioOf(perSample[i], perSample[0]),
    wanted,
  }));
}

export async function peers(place: Place): Promise<Finding> {
  const title = `Training a stack of ${STACK} on simd against its peers, in ${place.name}`;
  const simd = await startEngine('simd');
  const wasm = await startEngine('wasm');
  if (typeof simd === 'string' || typeof wasm === 'string') {
    const notes = [simd, wasm].filter((one) => typeof one === 'string');
    return { title, header: [], rows: [], notes, targets: [] };
  }
  const notes: string[] = [];
  const rows = benchRows(ROWS, 2);
  const data = datasetOf(rows);
  const task = stackTask(rows, FOLLOWED_EPOCHS);
  const ours = await ownLosses(simd, rows);

  const follow = async (peer: StackPeer) => {
    notes.push(agreement(peer, await peer.follow(), ours));
    return peer;
  };
  const entryOf = (peer: StackPeer, wanted: number): Entry => {
    const { name, handicap } = peer;
    if (handicap) notes.push(`${name}: no target is judged against it here; ${handicap}.`);
    return {
      way: { name, clocked: (times) => peer.epochs(times) },
      samples: STACK * ROWS,
      ...(!handicap && { wanted }),
    };
  };
  const engineEntry = (engine: Engine, name: string, count: number): Entry => {
    const some = count === ROWS ? data : datasetOf(benchRows(count, 2));
    const run = async () => void (await oneEpoch(engine, some, STACK));
    return { way: { name, run }, samples: STACK * count };
  };
  const simdEntry: Entry = {
    way: {
      name: `**simd, stack of ${STACK}**`,
      run: async () => void (await trainOurs(simd, data, STACK, SIMD_EPOCHS)),
    },
    samples: STACK * ROWS * SIMD_EPOCHS,
  };

  const torch = await torchPeer(task, place.askTorch);
  if (!torch) notes.push(NO_TORCH);
  const jax = place.name === 'Chromium' ? await jaxPeer(task) : null;
  const tensors = tensorPeer(task);
  const fit = layersFit(rows, PEER);
  const opened = [torch, jax, tensors].filter((peer) => peer !== null);
  const wanted = new Map<StackPeer | null, number>([
    [torch, 1.5],
    [jax, 6],
    [tensors, 15],
  ]);
  const beside: Entry[] = [];
  for (const peer of opened) beside.push(entryOf(await follow(peer), wanted.get(peer) ?? 1));
  beside.push(engineEntry(wasm, `our engine on wasm, stack of ${STACK}`, ROWS), {
    way: { name: '`model.fit`, wasm, one replicate', run: async () => void (await fit.run()) },
    samples: ROWS,
    wanted: 30,
  });
  const measured = await measureBeside(simdEntry, beside, place);
  for (const peer of opened) peer.dispose();
  fit.dispose();

  for (const backend of place.backends.filter((name) => name !== 'wasm')) {
    const engine = await startEngine(backend);
    if (typeof engine === 'string') {
      notes.push(`${backend} was not measured: ${engine}`);
      continue;
    }
    const name = `our engine on ${backend}, stack of ${STACK}`;
    const entry = engineEntry(engine, name, FEWER_ROWS[backend] ?? ROWS);
    measured.push(...(await measureBeside(simdEntry, [entry], place)).slice(1));
  }
  const targets = measured.flatMap(({ name, ratio, wanted }): Target[] =>
    ratio && wanted ? [atLeast(`simd against ${name}, ${place.name}`, wanted, ratio.median)] : [],
  );
  return {
    title,
    header: ['what', 'samples/s', 'simd against it'],
    rows: measured.map(({ name, rate, ratio }) => [
      name,
      showSpread(rate),
      ratio ? showRatio(ratio) : '',
    ]),
    notes: [
      `10 inputs, 64-64 hidden, ${PEER.components} densities, −ln density, batches of ${PEER.batchSize}, Adam, one thread, shuffling included. A round of simd is ${SIMD_EPOCHS} epochs of ${ROWS.toLocaleString('en')} rows and the set-up of its job; peers train on without one.`,
      ...notes,
    ],
    targets,
  };
}

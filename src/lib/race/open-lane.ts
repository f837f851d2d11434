import { type Control, type Engine, NEVER_LOST, type TfjsBackend } from '#lib/engines/engine.ts';
import { Scorer } from '#lib/engines/simd/Scorer.ts';
import type { LaneName } from './contest.ts';
import type { Lane } from './lane.ts';
import { batchThenQuadrature } from './lanes/batch-then-quadrature.ts';
import { byClosedForm } from './lanes/by-closed-form.ts';
import { byGpu } from './lanes/by-gpu.ts';
import { byQuadrature } from './lanes/by-quadrature.ts';
import { bySimd } from './lanes/by-simd.ts';
import { experimentsByTheLoop } from './lanes/experiments-by-the-loop.ts';
import { loopThenClosedForm } from './lanes/loop-then-closed-form.ts';
import { theBatch } from './lanes/the-batch.ts';
import { theLoop } from './lanes/the-loop.ts';
import { openExperiments, openScoring } from './open-scoring.ts';
import { mixturesAtHand } from './open-mixtures.ts';
import type { TrainedNetwork } from './trained-network.ts';

/** What a lane may need beside the network. */
export interface LaneParts {
  /** A backend of TensorFlow.js, started. @throws EngineUnavailable */
  backend(name: TfjsBackend): Promise<Engine>;
  readonly replicates: number;
  readonly control: Control;
}

/** The original's loop asked for a tenth of a minute; 32 bits leave far less than a hundredth. */
const INTEGRATED = { tolerance: 0.1, integrates: true } as const;
const CLOSED = { tolerance: 0.01, integrates: false } as const;

const nothing = () => undefined;
const ready = async () => undefined;

function placeOf({ name, renderer }: Engine): string {
  return renderer ? `${name}, ${renderer}` : name;
}

/** @throws EngineUnavailable, with a sentence for people, where it cannot race here */
export async function openLane(
  name: LaneName,
  network: TrainedNetwork,
  parts: LaneParts,
): Promise<Lane> {
  const tfjs = async (
    backend: TfjsBackend,
    pass: typeof theLoop | typeof theBatch,
    kind: typeof INTEGRATED | typeof CLOSED,
  ): Promise<Lane> => {
    const engine = await parts.backend(backend);
    const { use, dispose, scoring } = await openScoring(backend, network, network.data.test);
    return {
      where: placeOf(engine),
      gone: engine.lost,
      ...kind,
      use,
      pass: (scores) => pass({ ...scoring, scores }),
      dispose,
    };
  };
  const atHand = mixturesAtHand(network);
  switch (name) {
    case 'loop-gpu':
      return tfjs('webgl', theLoop, INTEGRATED);
    case 'loop':
      return tfjs('wasm', theLoop, INTEGRATED);
    case 'batch-quadrature':
      return tfjs('wasm', batchThenQuadrature, INTEGRATED);
    case 'loop-closed':
      return tfjs('wasm', loopThenClosedForm, CLOSED);
    case 'batch':
      return tfjs('wasm', theBatch, CLOSED);
    case 'quadrature':
      return {
        where: 'TypeScript',
        gone: NEVER_LOST,
        ...INTEGRATED,
        use: ready,
        pass: (scores) => byQuadrature({ ...atHand, scores }),
        dispose: nothing,
      };
    case 'closed-form':
      return {
        where: 'TypeScript',
        gone: NEVER_LOST,
        ...CLOSED,
        use: ready,
        pass: (scores) => byClosedForm({ ...atHand, scores }),
        dispose: nothing,
      };
    case 'simd': {
      const scorer = await Scorer.start();
      return {
        where: 'WebAssembly SIMD',
        gone: NEVER_LOST,
        ...CLOSED,
        use: ready,
        pass: (scores) => bySimd(scorer, { ...atHand, scores }),
        dispose: nothing,
      };
    }
    case 'webgl':
    case 'webgpu': {
      const engine = await parts.backend(name);
      return {
        where: placeOf(engine),
        gone: engine.lost,
        ...CLOSED,
        use: ready,
        pass: (scores) => byGpu(name, { ...atHand, scores }),
        dispose: nothing,
      };
    }
    case 'experiments': {
      const engine = await parts.backend('wasm');
      const work = openExperiments(engine, network, parts);
      return {
        where: placeOf(engine),
        gone: engine.lost,
        ...INTEGRATED,
        use: ready,
        pass: (scores) => experimentsByTheLoop({ ...work, scores }),
        dispose: nothing,
      };
    }
    default:
      return name satisfies never;
  }
}

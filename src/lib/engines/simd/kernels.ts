/** Starts the compiled kernels (kernels/, AssemblyScript) in this thread. */
import { EngineUnavailable } from '../engine.ts';

/** What kernels/index.ts exports. Every argument is a number; addresses are bytes of `memory`. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  /** From this address on, memory is the caller's. */
  firstFree(): number;

  configureBounds(mu: number, floor: number, sigma: number): void;
  configureLognormal(sd: number, level: number): void;
  configureNormal(ratio: number): void;
  configureLoss(loss: number, normal: number, components: number): void;
  configureNetwork(
    nets: number,
    layers: number,
    activation: number,
    dropout: number,
    inputPanels: number,
    turned: number,
  ): void;
  configureLayer(
    index: number,
    inputs: number,
    outputs: number,
    steps: number,
    weights: number,
    biases: number,
    active: number,
    dropped: number,
    slopes: number,
    mask: number,
  ): void;
  configureChunk(
    width: number,
    rows: number,
    inputs: number,
    z: number,
    y: number,
    sparse: number,
  ): void;
  configureRows(inputs: number, z: number, y: number, rows: number, batch: number): void;
  configureAdam(
    gradient: number,
    bytes: number,
    rate: number,
    decay: number,
    clipNorm: number,
    blocks: number,
    count: number,
  ): void;
  configureDropout(masks: number, count: number, threshold: number, kept: number): void;

  shuffle(state: number, order: number, count: number): void;
  dropoutMask(
    state: number,
    mask: number,
    rows: number,
    units: number,
    unitsPadded: number,
    threshold: number,
    kept: number,
  ): void;
  trainBatches(
    parameters: number,
    m: number,
    v: number,
    order: number,
    dropout: number,
    first: number,
    count: number,
    step: number,
    total: number,
  ): number;
  gradientOf(
    parameters: number,
    order: number,
    dropout: number,
    begin: number,
    rows: number,
  ): number;
  adamStep(parameters: number, m: number, v: number, step: number): void;
  isAstray(parameters: number, largest: number): number;
  lossOfChunk(rows: number, z: number, y: number, weight: number): number;
  scoreRows(
    parameters: number,
    inputs: number,
    z: number,
    y: number,
    first: number,
    rows: number,
    scores: number,
  ): number;
  predictRows(
    parameters: number,
    inputs: number,
    first: number,
    rows: number,
    outputsOfRow: number,
    to: number,
  ): void;

  scoreMixtures(
    normal: number,
    rows: number,
    components: number,
    y: number,
    weights: number,
    mus: number,
    sigmas: number,
    out: number,
  ): void;

  expectedOfMixtures(
    rows: number,
    forecasts: number,
    weights: number,
    mus: number,
    sigmas: number,
    truths: number,
    trueWeights: number,
    trueMus: number,
    trueSigmas: number,
    out: number,
  ): void;
  oracleOfMixtures(
    rows: number,
    truths: number,
    weights: number,
    mus: number,
    sigmas: number,
    out: number,
  ): void;

  forward(
    x: number,
    weights: number,
    biases: number,
    z: number,
    panels: number,
    steps: number,
    inputs: number,
    outputs: number,
    relu: number,
  ): void;
  backward(
    dz: number,
    weights: number,
    dx: number,
    panels: number,
    inputs: number,
    outputs: number,
  ): void;
  weightGradient(
    x: number,
    turned: number,
    gradient: number,
    panels: number,
    inputs: number,
    outputs: number,
    accumulate: number,
  ): void;

  readonly tabulateExp: Tabulate;
  readonly tabulateLn: Tabulate;
  readonly tabulateLnHigh: Tabulate;
  readonly tabulateLnLow: Tabulate;
  readonly tabulateLog1p: Tabulate;
  readonly tabulateErf: Tabulate;
  readonly tabulateErfcx: Tabulate;
  readonly tabulateTanh: Tabulate;
}

/** Functions over numbers in place (kernels/probe.ts); for tests. */
export type Tabulate = (at: number, bytes: number) => void;

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** @throws EngineUnavailable where there is no WebAssembly with SIMD */
export async function startKernels(): Promise<Kernels> {
  const { kernels } = await import('./kernels.generated.js');
  try {
    const { instance } = await WebAssembly.instantiate(bytesOf(kernels), {});
    return instance.exports as unknown as Kernels;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineUnavailable('simd', `WebAssembly with SIMD does not start (${reason}).`);
  }
}

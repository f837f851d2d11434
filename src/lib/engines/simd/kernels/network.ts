// The network at hand: what lies where. A layer's block of parameters is its weights [outputs/4][inputs][4]
// and then its biases; units are padded to multiples of 4 whose weights are and stay zero.
import { forward, backward, weightGradient } from './products';
import { activate, applyMask, throughActivation, turn } from './passes';
import { forwardSparse, weightGradientSparse } from './sparse';

/** Words of a layer's entry. */
const INPUTS: usize = 0;
const OUTPUTS: usize = 4;
/** Inputs that count, rounded up to 2. */
const STEPS: usize = 8;
/** Bytes from the beginning of a replicate's parameters. */
const WEIGHTS: usize = 12;
const BIASES: usize = 16;
/** Outputs after the activation, before dropout, of a chunk of rows. */
const ACTIVE: usize = 20;
/** The same after dropout: what the next layer sees. */
const DROPPED: usize = 24;
/** Gradient of the loss in the outputs before the activation. */
const SLOPES: usize = 28;
const MASK: usize = 32;
const ENTRY: usize = 36;

const ENTRIES: usize = memory.data(15 * 36, 16);

let netCount: i32 = 0;
let layerCount: i32 = 0;
let activation: i32 = 0;
let dropping: bool = false;
/** The gathered inputs, and room for one turned layer of slopes. */
let inputPanels: usize = 0;
let turned: usize = 0;

export function configureNetwork(
  nets: i32, layers: i32, kind: i32, dropout: i32, inputs: usize, turnedSlopes: usize,
): void {
  netCount = nets;
  layerCount = layers;
  activation = kind;
  dropping = dropout !== 0;
  inputPanels = inputs;
  turned = turnedSlopes;
}

/** The rows at hand as lists of what is not zero; 0: they are gathered into panels. */
let starts: usize = 0;
let order: usize = 0;
let firstRow: i32 = 0;
let rowCount: i32 = 0;

export function useSparseRows(startsAt: usize, orderAt: usize, first: i32, rows: i32): void {
  starts = startsAt;
  order = orderAt;
  firstRow = first;
  rowCount = rows;
}

export function configureLayer(
  index: i32, inputs: i32, outputs: i32, steps: i32, weights: i32, biases: i32,
  active: usize, dropped: usize, slopes: usize, mask: usize,
): void {
  const at = ENTRIES + ENTRY * index;
  store<i32>(at + INPUTS, inputs);
  store<i32>(at + OUTPUTS, outputs);
  store<i32>(at + STEPS, steps);
  store<i32>(at + WEIGHTS, weights);
  store<i32>(at + BIASES, biases);
  store<usize>(at + ACTIVE, active);
  store<usize>(at + DROPPED, dropped);
  store<usize>(at + SLOPES, slopes);
  store<usize>(at + MASK, mask);
}

@inline export function entry(net: i32, layer: i32): usize {
  return ENTRIES + ENTRY * (net * layerCount + layer);
}

@inline function panelBytes(layer: usize): usize {
  return 32 * load<i32>(layer + OUTPUTS);
}

/** Where the k-th component's outputs of a part (0 logits, 1 mus, 2 raw sigmas) lie in the first panel. */
@inline export function headOutputs(part: i32, components: i32): usize {
  if (netCount === 1) return load<usize>(entry(0, layerCount - 1) + ACTIVE) + 32 * components * part;
  return load<usize>(entry(part, layerCount - 1) + ACTIVE);
}

@inline export function headSlopes(part: i32, components: i32): usize {
  if (netCount === 1) return load<usize>(entry(0, layerCount - 1) + SLOPES) + 32 * components * part;
  return load<usize>(entry(part, layerCount - 1) + SLOPES);
}

/** Bytes from one panel of the head's outputs to the next. */
@inline export function headStride(): usize {
  return panelBytes(entry(0, layerCount - 1));
}

/**
 * From the gathered inputs to the head's outputs.
 * @param maskPanel which panel of the masks is the first; masks act in training only
 */
export function forwardAll(parameters: usize, panels: i32, training: bool, maskPanel: i32): void {
  const masked = training && dropping;
  for (let n: i32 = 0; n < netCount; n++) {
    let below = inputPanels;
    for (let l: i32 = 0; l < layerCount; l++) {
      const layer = entry(n, l);
      const active = load<usize>(layer + ACTIVE);
      const hidden = l < layerCount - 1;
      if (l === 0 && starts !== 0) {
        forwardSparse(
          starts, order, firstRow, rowCount, parameters + load<i32>(layer + WEIGHTS),
          parameters + load<i32>(layer + BIASES), active, turned, load<i32>(layer + INPUTS),
          load<i32>(layer + OUTPUTS), hidden && activation === 0,
        );
      } else forward(
        below, parameters + load<i32>(layer + WEIGHTS), parameters + load<i32>(layer + BIASES),
        active, panels, load<i32>(layer + STEPS), load<i32>(layer + INPUTS),
        load<i32>(layer + OUTPUTS), hidden && activation === 0,
      );
      below = active;
      if (!hidden) continue;
      const bytes = panelBytes(layer) * panels;
      activate(activation, active, bytes);
      if (masked) {
        below = load<usize>(layer + DROPPED);
        applyMask(active, load<usize>(layer + MASK) + panelBytes(layer) * maskPanel, below, bytes);
      }
    }
  }
}

/** From the head's slopes to every parameter's gradient, added to what is there if `accumulate`. */
export function backwardAll(
  parameters: usize, gradient: usize, panels: i32, maskPanel: i32, accumulate: bool,
): void {
  for (let n: i32 = 0; n < netCount; n++) {
    for (let l: i32 = layerCount - 1; l >= 0; l--) {
      const layer = entry(n, l);
      const slopes = load<usize>(layer + SLOPES);
      const inputs = load<i32>(layer + INPUTS);
      const outputs = load<i32>(layer + OUTPUTS);
      const lower = entry(n, l - 1);
      turn(
        slopes, turned, gradient + load<i32>(layer + BIASES), panels, outputs, accumulate,
      );
      const below =
        l === 0 ? inputPanels : load<usize>(lower + (dropping ? DROPPED : ACTIVE));
      if (l === 0 && starts !== 0) {
        weightGradientSparse(
          starts, order, firstRow, rowCount, turned, gradient + load<i32>(layer + WEIGHTS),
          inputs, outputs, accumulate,
        );
      } else weightGradient(
        below, turned, gradient + load<i32>(layer + WEIGHTS), panels, inputs, outputs, accumulate,
      );
      if (l === 0) break;
      const lowerSlopes = load<usize>(lower + SLOPES);
      backward(
        slopes, parameters + load<i32>(layer + WEIGHTS), lowerSlopes, panels, inputs, outputs,
      );
      const mask = dropping ? load<usize>(lower + MASK) + panelBytes(lower) * maskPanel : 0;
      throughActivation(
        activation, lowerSlopes, load<usize>(lower + ACTIVE), mask, panelBytes(lower) * panels,
      );
    }
  }
}

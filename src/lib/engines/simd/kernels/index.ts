// What the loader calls. Every argument is a number; addresses are bytes of the exported memory, of which
// the part from `firstFree` on is the caller's.
export { forward, backward, weightGradient } from './products';
export { configureBounds } from './head';
export { configureLognormal } from './crps-lognormal';
export { configureNormal } from './crps-normal';
export { configureNetwork, configureLayer } from './network';
export { configureLoss, lossOfChunk } from './losses';
export {
  configureAdam, configureChunk, configureDropout, configureRows,
  adamStep, gradientOf, isAstray, predictRows, scoreRows, trainBatches,
} from './train';
export { scoreMixtures } from './score';
export { expectedOfMixtures, oracleOfMixtures } from './expected';
export { dropoutMask, shuffle } from './random';
export {
  tabulateErf, tabulateErfcx, tabulateExp, tabulateLn, tabulateLnHigh, tabulateLnLow,
  tabulateLog1p, tabulateTanh,
} from './probe';

export function firstFree(): usize {
  return (__heap_base + 63) & ~63;
}

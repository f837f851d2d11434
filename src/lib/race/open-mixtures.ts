import type { MixturesAtHand } from './lanes/mixtures-at-hand.ts';
import type { TrainedNetwork } from './trained-network.ts';

/** The network's forecasts of the test rows, made beforehand. */
export function mixturesAtHand({ data, test }: TrainedNetwork): Omit<MixturesAtHand, 'scores'> {
  const { components } = test;
  return {
    count: data.test.count,
    components,
    targets: data.test.targets,
    mixtures: {
      components,
      weights: Float64Array.from(test.weights),
      mus: Float64Array.from(test.mus),
      sigmas: Float64Array.from(test.sigmas),
    },
  };
}

/** The peer in PyTorch (torch_stacked.py), asked over a line that the place provides. */
import type { StackPeer } from './stackPeer.ts';
import type { StackTask } from './stackTask.ts';

/** Sends a request to Python and gives its answer; null where no Python has torch. */
export type AskTorch = (request: object) => Promise<unknown>;

export const NO_TORCH =
  'PyTorch was not at hand (no python3 here imports torch; Debian: python3-torch, libopenblas0-pthread), and is not compared.';

const SLOW_BLAS =
  'its products come from the reference BLAS, some five times slower than OpenBLAS (Debian: libopenblas0-pthread)';

function answered<T>(answer: unknown, is: (answer: object) => answer is T & object): T {
  if (typeof answer === 'object' && answer !== null && is(answer)) return answer;
  throw new Error(`The peer in PyTorch answered ${JSON.stringify(answer)}.`);
}

export async function torchPeer(task: StackTask, ask: AskTorch): Promise<StackPeer | null> {
  const { inputs, z, initial, orders, ...plain } = task;
  const begun = await ask({
    do: 'begin',
    ...plain,
    inputs: Array.from(inputs),
    z: Array.from(z),
    initial: Array.from(initial),
  });
  if (begun === null) return null;
  const { version, blas } = answered(
    begun,
    (answer): answer is { version: string; blas: string } =>
      'version' in answer && 'blas' in answer,
  );
  return {
    name: `PyTorch ${version} (${blas}, one thread), stack of ${task.stack} by bmm`,
    ...(blas === 'reference BLAS' && { handicap: SLOW_BLAS }),
    async follow() {
      const answer = await ask({ do: 'follow', orders: Array.from(orders) });
      const { losses } = answered(
        answer,
        (one): one is { losses: number[] } => 'losses' in one && Array.isArray(one.losses),
      );
      return Float64Array.from(losses);
    },
    async epochs(count) {
      const answer = await ask({ do: 'epochs', epochs: count });
      return answered(
        answer,
        (one): one is { ms: number } => 'ms' in one && typeof one.ms === 'number',
      ).ms;
    },
    dispose: () => undefined,
  };
}

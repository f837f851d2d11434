/**
 * The peer in jax-js, on its wasm backend: a stack as batched matrices, gradients and Adam in one compiled
 * step. Every operation takes its arguments for good; `.ref` keeps one for another use.
 */
import type { numpy } from '@jax-js/jax';
import { INPUTS } from '../layersModel.ts';
import { peerOf, type StackPeer } from './stackPeer.ts';
import { gatherBatch, type StackTask } from './stackTask.ts';

type Tensor = numpy.Array;
/** Weights [stack, inputs, outputs] and biases [stack, 1, outputs], layer by layer. */
type Parameters = Tensor[];

const VERSION = '0.1.25';

export async function jaxPeer(task: StackTask): Promise<StackPeer> {
  const {
    defaultDevice,
    init,
    jit,
    nn,
    numpy: np,
    tree,
    valueAndGrad,
  } = await import('@jax-js/jax');
  const { stack, count, batchRows, units, rate, floor, initial } = task;
  await init('wasm');
  defaultDevice('wasm');

  const size = initial.length / stack;
  let at = 0;
  const take = (rows: number, columns: number) => {
    const part = new Float32Array(stack * rows * columns);
    for (let replicate = 0; replicate < stack; replicate++) {
      const from = replicate * size + at;
      part.set(initial.subarray(from, from + rows * columns), replicate * rows * columns);
    }
    at += rows * columns;
    return np.array(part, { shape: [stack, rows, columns] });
  };
  let parameters: Parameters = units
    .slice(1)
    .flatMap((outputs, layer) => [take(units[layer], outputs), take(1, outputs)]);
  let m = parameters.map((parameter) => np.zeros(parameter.shape));
  let v = parameters.map((parameter) => np.zeros(parameter.shape));

  /** @returns the sum over replicates of the mean loss, and each replicate's sum */
  const losses = (all: Parameters, x: Tensor, z: Tensor): [Tensor, Tensor] => {
    let active = x;
    for (let layer = 0; layer < all.length; layer += 2) {
      active = np.matmul(active, all[layer]).add(all[layer + 1]);
      if (layer < all.length - 2) active = nn.relu(active);
    }
    const [logits, mus, raws] = np.split(active, 3, -1);
    const sigmas = nn.softplus(raws).add(floor);
    const t = z.sub(mus).div(sigmas.ref);
    const densities = np
      .square(t)
      .mul(-0.5)
      .sub(np.log(sigmas))
      .sub(0.5 * Math.log(2 * Math.PI));
    const rows = nn.logsumexp(nn.logSoftmax(logits, -1).add(densities), -1).neg();
    const ofReplicate = rows.sum(1);
    return [ofReplicate.ref.sum().mul(1 / batchRows), ofReplicate];
  };
  const slopes = valueAndGrad(losses, { hasAux: true });

  /** @param scaledRate, root of Adam's step, as #lib/mdn/adam.ts has them */
  const step = jit(
    (
      p: Parameters,
      m: Parameters,
      v: Parameters,
      x: Tensor,
      z: Tensor,
      scaledRate: Tensor,
      root: Tensor,
    ) => {
      const [[value, sums], grads] = slopes(
        p.map((parameter) => parameter.ref),
        x,
        z,
      ) as [[Tensor, Tensor], Parameters];
      value.dispose();
      const nextM = m.map((mean, i) => mean.mul(0.9).add(grads[i].ref.mul(0.1)));
      const nextV = v.map((square, i) => square.mul(0.999).add(np.square(grads[i]).mul(0.001)));
      const next = p.map((parameter, i) =>
        parameter.sub(
          nextM[i].ref.mul(scaledRate.ref).div(np.sqrt(nextV[i].ref).div(root.ref).add(1e-7)),
        ),
      );
      scaledRate.dispose();
      root.dispose();
      return [next, nextM, nextV, sums] as [Parameters, Parameters, Parameters, Tensor];
    },
  );

  const batch = {
    inputs: new Float32Array(stack * batchRows * INPUTS),
    z: new Float32Array(stack * batchRows),
  };
  let steps = 0;
  const epoch = async (orders: Int32Array) => {
    const sums = new Float64Array(stack);
    for (let begin = 0; begin < count; begin += batchRows) {
      gatherBatch(task, orders, begin, batch);
      steps++;
      const x = np.array(batch.inputs, { shape: [stack, batchRows, INPUTS] });
      const z = np.array(batch.z, { shape: [stack, batchRows, 1] });
      const scaledRate = np.array(rate / (1 - 0.9 ** steps));
      const root = np.array(Math.sqrt(1 - 0.999 ** steps));
      let own: Tensor;
      [parameters, m, v, own] = step(parameters, m, v, x, z, scaledRate, root) as [
        Parameters,
        Parameters,
        Parameters,
        Tensor,
      ];
      const told = await own.data();
      for (let replicate = 0; replicate < stack; replicate++) sums[replicate] += told[replicate];
    }
    return sums.map((sum) => sum / count);
  };
  return peerOf(`jax-js ${VERSION}, wasm, stack of ${stack}`, task, epoch, () => {
    tree.dispose([parameters, m, v]);
    step.dispose();
  });
}

import '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, setBackend } from '@tensorflow/tfjs-core';
import { DeviceLost, EngineUnavailable } from '../engine.ts';
import type { Backend } from './backend.ts';
import { pace } from './pace.ts';
import { batchedProducts } from './products.ts';
import { TensorStack } from './tensor-stack.ts';

function refuse(reason: string): never {
  throw new EngineUnavailable('webgpu', reason);
}

/** The GPU by way of WebGPU. @throws EngineUnavailable */
export async function startWebgpu(): Promise<Backend> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) {
    refuse('this browser has no WebGPU.');
  }
  // Asked first, because TensorFlow.js takes an adapter for granted.
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) refuse('this machine has no GPU for WebGPU.');
  if (!(await setBackend('webgpu'))) refuse('its device did not start.');
  const { device } = backend() as WebGPUBackend;
  const { vendor, architecture } = adapter.info;
  const loss = new AbortController();
  let given = false;
  void device.lost.then(({ message }) => {
    const why = `its device is gone${message ? ` (${message})` : ''}.`;
    if (!given) loss.abort(new DeviceLost('webgpu', why));
  });
  return {
    renderer: [vendor, architecture].filter(Boolean).join(' ') || null,
    lost: loss.signal,
    stack: (plan) => new TensorStack(plan, batchedProducts),
    async hearLoss() {
      // Nothing can be asked; the promise that tells comes with the next tasks.
      await Promise.race([device.lost, new Promise((resolve) => setTimeout(resolve))]);
    },
    settle: pace(async () => void (await device.queue.onSubmittedWorkDone())),
    dispose() {
      given = true;
    },
  };
}

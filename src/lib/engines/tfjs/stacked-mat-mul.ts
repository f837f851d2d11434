/**
 * A kernel for the wasm backend: the products of a stack, replicate by replicate, with XNNPACK.
 *
 * TensorFlow.js gives a product to XNNPACK only where the batch is 1; a batch of more goes through a
 * scalar loop, a fifth as fast. This kernel keeps the stack in one tensor and shows XNNPACK one replicate
 * of it at a time, as views of the same heap. It is also why a replicate's arithmetic never depends on
 * the size of its stack: every stack takes the same path.
 */
import {
  engine,
  type KernelBackend,
  type NamedTensorMap,
  registerKernel,
  type Tensor2D,
  type Tensor3D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

const STACKED_MAT_MUL = 'StackedMatMul';
const FLOAT_BYTES = 4;
/** Heap views need ids that the backend, which counts up from 1, never gives. */
const [A_VIEW, B_VIEW, BIAS_VIEW, OUT_VIEW] = [0, 1, 2, 3].map((i) => 0x7fff0000 + i);
const NO_TENSOR = 0;
const LINEAR = 0;
const RELU = 1;

type FusedMatMul = (...args: (number | boolean | Uint8Array)[]) => void;

/** The part of the wasm backend that its kernels are written with. */
interface WasmBackend extends KernelBackend {
  readonly wasm: {
    cwrap(name: string, returns: null, args: readonly string[]): FusedMatMul;
    readonly tfjs: {
      registerTensor(id: number, size: number, memoryOffset: number): void;
      disposeData(id: number): void;
    };
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
}

let fusedMatMul: FusedMatMul;

function setup(backend: KernelBackend): void {
  const id = 'number';
  const shape = ['array', 'number'];
  const args = [id, ...shape, id, ...shape, id, id, id, id, id, id, id];
  fusedMatMul = (backend as WasmBackend).wasm.cwrap('_FusedMatMul', null, args);
}

function shapeBytes(shape: number[]): Uint8Array {
  return new Uint8Array(new Int32Array(shape).buffer);
}

interface Operands {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly bias?: TensorInfo;
}

function stackedMatMulKernel(
  backend: WasmBackend,
  { a, b, bias }: Operands,
  relu: boolean,
): TensorInfo {
  const [stacked, rows, shared] = a.shape;
  const [replicates, , columns] = b.shape;
  const out = backend.makeOutput([replicates, rows, columns], 'float32');
  const offset = (info: TensorInfo) => backend.dataIdMap.get(info.dataId).memoryOffset;
  const { registerTensor, disposeData } = backend.wasm.tfjs;
  const aShape = shapeBytes([1, rows, shared]);
  const bShape = shapeBytes([1, shared, columns]);
  const view = (id: number, info: TensorInfo, size: number, index: number) =>
    registerTensor(id, size, offset(info) + index * size * FLOAT_BYTES);
  for (let r = 0; r < replicates; r++) {
    view(A_VIEW, a, rows * shared, stacked === 1 ? 0 : r);
    view(B_VIEW, b, shared * columns, r);
    if (bias) view(BIAS_VIEW, bias, columns, r);
    view(OUT_VIEW, out, rows * columns, r);
    fusedMatMul(
      ...[A_VIEW, aShape, 3],
      ...[B_VIEW, bShape, 3],
      false,
      false,
      relu ? RELU : LINEAR,
      bias ? BIAS_VIEW : NO_TENSOR,
      NO_TENSOR,
      0,
      OUT_VIEW,
    );
    // Disposing of b's view also frees the XNNPACK operator, which holds a packed copy of it.
    disposeData(A_VIEW);
    disposeData(B_VIEW);
    if (bias) disposeData(BIAS_VIEW);
    disposeData(OUT_VIEW);
  }
  return out;
}

let registered = false;

export function registerStackedMatMul(): void {
  if (registered) return;
  registered = true;
  registerKernel({
    kernelName: STACKED_MAT_MUL,
    backendName: 'wasm',
    setupFunc: (backend) => setup(backend as KernelBackend),
    kernelFunc: ({ inputs, attrs, backend }) =>
      stackedMatMulKernel(
        backend as WasmBackend,
        inputs as unknown as Operands,
        attrs?.relu === true,
      ),
  });
}

/**
 * a [R or 1, rows, shared] × b [R, shared, columns] (+ bias [R, columns]), then relu if asked.
 * Only on the wasm backend, after `registerStackedMatMul`.
 */
export function stackedMatMul(
  a: Tensor3D,
  b: Tensor3D,
  bias: Tensor2D | null,
  relu: boolean,
): Tensor3D {
  const inputs: NamedTensorMap = bias === null ? { a, b } : { a, b, bias };
  return engine().runKernel(STACKED_MAT_MUL, inputs, { relu }) as Tensor3D;
}

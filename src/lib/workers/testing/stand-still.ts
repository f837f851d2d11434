/** Stands still for good once it has reported its first epochs, in a browser and under Node: it must be ended. */
const { postMessage } = MessagePort.prototype;

MessagePort.prototype.postMessage = function (this: MessagePort, ...args: unknown[]) {
  Reflect.apply(postMessage, this, args);
  if (!isCall(args[0])) return;
  const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  Atomics.wait(new Int32Array(buffer), 0, 0);
};

/** As Comlink writes it; the only calls from here are reports of epochs. */
function isCall(message: unknown): boolean {
  return (message as { type?: unknown } | null)?.type === 'APPLY';
}

export {};

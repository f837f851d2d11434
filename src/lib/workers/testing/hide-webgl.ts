/** As in a browser that has neither OffscreenCanvas nor WebGPU. */
Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
Reflect.deleteProperty(Object.getPrototypeOf(navigator), 'gpu');

export {};

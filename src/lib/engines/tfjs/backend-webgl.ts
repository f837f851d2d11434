import { MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import {
  env,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { DeviceLost, EngineUnavailable } from '../engine.ts';
import type { Backend } from './backend.ts';
import { pace } from './pace.ts';
import { fence } from './webgl/fence.ts';
import { WebglStack } from './webgl/webgl-stack.ts';

function refuse(reason: string): never {
  throw new EngineUnavailable('webgl', reason);
}

/** A context of our own, so that its loss is heard: TensorFlow.js would go on with garbage (tfjs #756). */
function openContext(): { canvas: OffscreenCanvas; gl: WebGL2RenderingContext } {
  if (typeof OffscreenCanvas === 'undefined') {
    refuse('this browser has no OffscreenCanvas, which WebGL needs in a worker.');
  }
  if (env().getBool('IS_SAFARI')) {
    refuse('TensorFlow.js does not run WebGL in a worker on Safari.');
  }
  // A processor's own GL counts as a major performance caveat; a slow engine beats none that was asked for.
  env().set('SOFTWARE_WEBGL_ENABLED', true);
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
    failIfMajorPerformanceCaveat: false,
  });
  if (gl === null) refuse('this browser gives no WebGL 2 context.');
  return { canvas, gl };
}

function rendererOf(gl: WebGL2RenderingContext): string | null {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  return typeof name === 'string' ? name : null;
}

/** The GPU by way of WebGL 2. @throws EngineUnavailable */
export async function startWebgl(): Promise<Backend> {
  const { canvas, gl } = openContext();
  setWebGLContext(2, gl);
  if (findBackendFactory('webgl')) removeBackend('webgl');
  let backend: MathBackendWebGL | undefined;
  registerBackend('webgl', () => (backend = new MathBackendWebGL(canvas)));
  if (!(await setBackend('webgl')) || !backend) refuse('its first program did not compile.');
  if (!env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) {
    refuse('this GPU does not compute in 32 bits.');
  }
  const started: MathBackendWebGL = backend;
  const loss = new AbortController();
  const listener = () =>
    loss.abort(new DeviceLost('webgl', 'the browser took its WebGL context away.'));
  canvas.addEventListener('webglcontextlost', listener);
  return {
    renderer: rendererOf(gl),
    lost: loss.signal,
    stack: (plan) => new WebglStack(plan, started),
    settle: pace(() => fence(gl)),
    hearLoss() {
      if (gl.isContextLost()) listener();
    },
    dispose() {
      canvas.removeEventListener('webglcontextlost', listener);
      // A browser keeps few contexts at a time: give this one back now, not when it is collected.
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

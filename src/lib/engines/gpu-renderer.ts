/** WebGL drawn by the processor: SwiftShader (Chromium), llvmpipe and softpipe (Mesa), WARP (Windows), Apple's. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|microsoft basic render|software/i;

export type Gpu =
  | { readonly status: 'hardware' | 'software'; readonly renderer: string }
  | { readonly status: 'none'; readonly why: string };

/** The GPU that WebGL 2 would run on in this thread, asked without starting an engine. */
export function gpuHere(): Gpu {
  if (typeof OffscreenCanvas === 'undefined') {
    return { status: 'none', why: 'this browser gives workers no WebGL.' };
  }
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return { status: 'none', why: 'this browser gives no WebGL 2 context.' };
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  // A browser keeps few contexts at a time.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { status: SOFTWARE.test(renderer) ? 'software' : 'hardware', renderer };
}

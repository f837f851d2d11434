/** Keeps hold of every WebGL context, and takes them all away when the page says so. */
const contexts: WebGL2RenderingContext[] = [];
const getContext = OffscreenCanvas.prototype.getContext;

OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...asked: unknown[]) {
  const context: unknown = Reflect.apply(getContext, this, asked);
  if (context instanceof WebGL2RenderingContext) contexts.push(context);
  return context;
} as typeof getContext;

addEventListener('message', (event) => {
  if (event.data !== 'lose contexts') return;
  for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
});

export {};

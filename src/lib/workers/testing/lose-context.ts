/**
 * Loses the WebGL context amid the second epoch of a small study. From then on the clock leaps at every
 * look, so that messages are let in at every chance: the loss is heard before the job ends, however fast.
 */
const DRAWS = 200;
const { drawElements } = WebGL2RenderingContext.prototype;
let draws = 0;

WebGL2RenderingContext.prototype.drawElements = function (this: WebGL2RenderingContext, ...args) {
  drawElements.apply(this, args);
  if (++draws !== DRAWS) return;
  this.getExtension('WEBGL_lose_context')?.loseContext();
  let ms = performance.now();
  performance.now = () => (ms += 1000);
};

export {};

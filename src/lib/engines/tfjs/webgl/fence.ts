import { nextTask } from '../../next-task.ts';

/** Resolves once the GPU has done all that was drawn so far, or has lost its context. */
export async function fence(gl: WebGL2RenderingContext): Promise<void> {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  if (sync === null) return;
  // A fence's state changes between tasks only, never within one.
  await nextTask();
  while (!gl.isContextLost() && gl.clientWaitSync(sync, 0, 0) === gl.TIMEOUT_EXPIRED) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  gl.deleteSync(sync);
}

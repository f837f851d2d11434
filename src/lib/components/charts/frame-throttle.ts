export interface FrameThrottle {
  /** Asks for one call in the next frame; asking again before it adds nothing. */
  request(): void;
  cancel(): void;
}

/** At most one call of `work` a frame, however often it is asked for. */
export function frameThrottle(work: () => void): FrameThrottle {
  let frame: number | null = null;
  return {
    request() {
      frame ??= requestAnimationFrame(() => {
        frame = null;
        work();
      });
    },
    cancel() {
      if (frame !== null) cancelAnimationFrame(frame);
      frame = null;
    },
  };
}

/** What a page says to the service worker, and what it hears. */
export type PageMessage =
  /** Is everything here? Answered through the port that comes along, with a `WorkerAnswer`. */
  | { readonly type: 'ready?' }
  /** The user wants the new version now. */
  | { readonly type: 'take over' };

export interface WorkerAnswer {
  /** Every file is kept: the app works without a network. */
  readonly whole: boolean;
}

function typeOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
}

export function readPageMessage(data: unknown): PageMessage | null {
  const type = typeOf(data);
  return type === 'ready?' || type === 'take over' ? { type } : null;
}

export function readWorkerAnswer(data: unknown): WorkerAnswer | null {
  if (typeof data !== 'object' || data === null || !('whole' in data)) return null;
  return { whole: data.whole === true };
}

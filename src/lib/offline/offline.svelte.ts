import { readWorkerAnswer, type PageMessage, type WorkerAnswer } from './messages.ts';
import { versionName } from './precache.ts';

export interface OfflineParts {
  /** Path of the site, without the slash at its end. */
  readonly base: string;
  /** Of the build that this page is from. */
  readonly version: string;
}

/** How long a new version may take to take over before the page is loaded anew regardless. */
const PATIENCE_MS = 3000;

/**
 * What a page knows of working without a network: whether all files are kept, and whether a newer version is.
 * Where service workers are barred (plain http, some private windows) or full, it knows of neither and says nothing.
 */
export class Offline {
  #ready = $state(false);
  #offered = $state(false);
  #dismissed = $state(false);
  #held = $state(0);
  #registration: ServiceWorkerRegistration | null = null;
  #started = false;

  /** Everything works without a network. */
  get ready(): boolean {
    return this.#ready;
  }

  /** A newer version is here, and the user has not put it off. */
  get offered(): boolean {
    return this.#offered && !this.#dismissed;
  }

  /** Something runs in this page that a reload would interrupt. */
  get busy(): boolean {
    return this.#held > 0;
  }

  /**
   * Says that something runs which a reload would interrupt.
   * @returns what to call when it has ended
   */
  hold(): () => void {
    this.#held += 1;
    let over = false;
    return () => {
      if (!over) this.#held -= 1;
      over = true;
    };
  }

  /** Registers the service worker. Once a page; again does nothing. */
  async start({ base, version }: OfflineParts): Promise<void> {
    if (this.#started || !('serviceWorker' in navigator)) return;
    this.#started = true;
    keepVersion(versionName(base, version));
    try {
      const script = `${base}/service-worker.js`;
      this.#registration = await navigator.serviceWorker.register(script, { scope: `${base}/` });
      this.#watch(this.#registration);
      const { active } = await navigator.serviceWorker.ready;
      if (active) this.#ready = (await ask(active)).whole;
    } catch {
      // Barred or full. The app works all the same, from the network.
    }
  }

  #watch(registration: ServiceWorkerRegistration): void {
    const look = () => {
      if (registration.waiting && registration.active) this.#offered = true;
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    // A page that stays open for days asks when it is looked at again.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
    });
  }

  /** Puts the offer off until the next visit. */
  dismiss(): void {
    this.#dismissed = true;
  }

  /** Lets the new version take over and loads the page anew from it; other pages stay as they are. */
  reload(): void {
    const waiting = this.#registration?.waiting;
    // Another page has let it take over already.
    if (!waiting) return location.reload();
    const anew = () => location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', anew, { once: true });
    setTimeout(anew, PATIENCE_MS);
    waiting.postMessage({ type: 'take over' } satisfies PageMessage);
  }
}

/** Holds a shared lock as long as this page is open: its version's files must stay. */
function keepVersion(name: string): void {
  void navigator.locks?.request(name, { mode: 'shared' }, () => new Promise(() => undefined));
}

function ask(worker: ServiceWorker): Promise<WorkerAnswer> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(readWorkerAnswer(data) ?? { whole: false });
    worker.postMessage({ type: 'ready?' } satisfies PageMessage, [port2]);
  });
}

export const offline = new Offline();

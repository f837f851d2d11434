/**
 * A page is left once the next one has been fetched: where that cannot be, what is shown stays, and with it a
 * run that goes on.
 */
import { afterNavigate, beforeNavigate, goto, preloadCode } from '$app/navigation';

export class Arrival {
  /** The page that could not be fetched. */
  #missed = $state.raw<URL | null>(null);
  #wanted: URL | null = null;
  /** Routes whose code has come. */
  readonly #known: string[] = [];

  /** To be made while a component begins. */
  constructor() {
    afterNavigate(({ to }) => {
      if (to?.route.id) this.#known.push(to.route.id);
      this.#missed = null;
    });
    beforeNavigate(({ to, type, cancel }) => {
      this.#wanted = null;
      const route = to?.route.id;
      if (!to || !route || (type !== 'link' && type !== 'goto') || this.#known.includes(route))
        return;
      cancel();
      void this.#fetch(to.url, route);
    });
  }

  get missed(): URL | null {
    return this.#missed;
  }

  async #fetch(url: URL, route: string): Promise<void> {
    this.#wanted = url;
    try {
      await preloadCode(url.pathname);
    } catch {
      if (this.#wanted === url) this.#missed = url;
      return;
    }
    this.#known.push(route);
    // Whoever has asked for another page meanwhile wants that one.
    if (this.#wanted !== url) return;
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- it was resolved where it was asked for
    await goto(url);
  }

  async tryAgain(): Promise<void> {
    const url = this.#missed;
    this.#missed = null;
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- it was resolved where it was asked for
    if (url) await goto(url);
  }

  stay(): void {
    this.#missed = null;
  }
}

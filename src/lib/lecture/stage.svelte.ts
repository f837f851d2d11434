/** How the stage looks: text size, light or dark, full screen, and whether the controls are shown. */
import { theme } from '#lib/components/theme.svelte.ts';

const ZOOMS = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6] as const;
const HIDE_AFTER_MS = 3000;

export class Stage {
  #zoom = $state(ZOOMS.indexOf(1));
  #fullScreen = $state(false);
  #awake = $state(true);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get zoom(): number {
    return ZOOMS[this.#zoom];
  }

  get fullScreen(): boolean {
    return this.#fullScreen;
  }

  /** Somebody moved the pointer or used the keyboard on a control in the last three seconds. */
  get awake(): boolean {
    return this.#awake;
  }

  zoomBy(steps: number): void {
    this.#zoom = Math.min(Math.max(this.#zoom + steps, 0), ZOOMS.length - 1);
  }

  /** The pointer moved: controls are shown, for a while. */
  wake(): void {
    this.#awake = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#awake = false), HIDE_AFTER_MS);
  }

  /** Full screen has no header, where else it is chosen. */
  toggleLights(): void {
    const dark =
      theme.name === 'system'
        ? matchMedia('(prefers-color-scheme: dark)').matches
        : theme.name === 'dark';
    theme.choose(dark ? 'light' : 'dark');
  }

  toggleFullScreen(): void {
    // A browser may refuse; the page then simply stays as it is.
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    else void document.documentElement.requestFullscreen?.().catch(() => undefined);
  }

  readonly noteFullScreen = (): void => {
    this.#fullScreen = document.fullscreenElement !== null;
  };

  close(): void {
    clearTimeout(this.#timer);
  }
}

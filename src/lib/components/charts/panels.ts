import { createContext } from 'svelte';

/** A plot inside a figure, as the figure's download sees it. */
export interface Panel {
  /** Where it stands on the page. */
  readonly element: HTMLElement;
  /** A fresh picture of it at so many device pixels per CSS px. */
  render(pixelRatio: number): Promise<HTMLCanvasElement>;
  /** The same as SVG elements. @param id its own in the file */
  renderSvg(id: string): Promise<string>;
}

/** The plots of the figure around a chart. */
export const [getPanels, setPanels] = createContext<Set<Panel>>();

/** A figure on the page, as an export sees it. */
export interface ShownFigure {
  readonly title: string;
  /** Why there is no picture of it at the moment, in words; null where there is one. */
  readonly obstacle: string | null;
  picture(format: 'png' | 'svg'): Promise<Blob>;
}

/** The figures of the page at hand, in the order in which they came. */
export const shownFigures = new Set<ShownFigure>();

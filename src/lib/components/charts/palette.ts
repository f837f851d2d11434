/** The colours and the type of a chart, read from the page's tokens as the theme of the moment resolves them. */
export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly hairline: string;
  readonly surface: string;
  /** One accent per variant; more variants than colours begin again with other shapes. */
  readonly variants: readonly string[];
  readonly font: string;
  /** The smallest size of type in CSS px (axis ticks, captions). */
  readonly smallPx: number;
}

/** How many accents src/app.css defines. */
export const VARIANT_COLOURS = 8;

/**
 * Resolves the tokens at an element. A custom property read directly keeps its light-dark() unresolved,
 * so each passes through a real colour property of a probe.
 */
export function readPalette(within: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.fontSize = 'var(--size-1, 0.75rem)';
  within.append(probe);
  const style = getComputedStyle(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return style.color;
  };
  const palette = {
    ink: colour('ink'),
    muted: colour('muted'),
    hairline: colour('hairline'),
    surface: colour('surface'),
    variants: Array.from({ length: VARIANT_COLOURS }, (_, i) => colour(`variant-${i + 1}`)),
    font: style.fontFamily,
    smallPx: parseFloat(style.fontSize) || 12,
  };
  probe.remove();
  return palette;
}

/** The colour at some opacity; `colour` as the browser computes it, rgb(…), or any other CSS colour. */
export function faded(colour: string, opacity: number): string {
  return `color-mix(in srgb, ${colour} ${Math.round(opacity * 100)}%, transparent)`;
}

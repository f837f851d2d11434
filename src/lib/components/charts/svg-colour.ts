/** A colour that every reader of SVG knows, and its opacity apart. */
export interface SvgColour {
  readonly colour: string;
  readonly opacity: number;
}

/** @param css `rgb(…)`, `rgba(…)`, a `color-mix(…)` with transparent (palette.ts `faded`), or a colour that SVG has, too */
export function svgColour(css: string): SvgColour {
  const mixed = /^color-mix\(in srgb, (.+) ([\d.]+)%, transparent\)$/.exec(css);
  if (mixed) {
    const { colour, opacity } = svgColour(mixed[1]);
    return { colour, opacity: (opacity * Number(mixed[2])) / 100 };
  }
  const parts =
    /^rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)(?:\s*[,/]\s*([\d.]+)(%?))?\s*\)$/.exec(css);
  if (!parts) return { colour: css, opacity: 1 };
  const hex = parts
    .slice(1, 4)
    .map((value) => Math.round(Number(value)).toString(16).padStart(2, '0'));
  const opacity = parts[4] === undefined ? 1 : Number(parts[4]) / (parts[5] ? 100 : 1);
  return { colour: `#${hex.join('')}`, opacity };
}

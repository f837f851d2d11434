import type { Chart } from 'chart.js';
import type { DistributionLayout } from './distribution-layout.ts';
import type { Paint } from './drawing.ts';
import { faded } from './palette.ts';
import type { PlacedDot } from './swarm-rows.ts';
import { traceShape, variantMark } from './variant-mark.ts';

/** What is pointed at. */
export interface Pointed {
  readonly row: number;
  readonly replicate: number;
}

/** Every replicate; the one pointed at with its partners in the other rows, whom a comparison pairs it with. */
export function drawDots(
  { ctx }: Chart,
  rows: readonly (readonly PlacedDot[])[],
  { dots: { radius } }: DistributionLayout,
  { palette, scale }: Paint,
  pointed: Pointed | null,
): void {
  ctx.save();
  rows.forEach((dots, index) => {
    const mark = variantMark(index);
    const colour = palette.variants[mark.colour];
    ctx.beginPath();
    const drawn = mark.hollow ? radius - 0.6 * scale : radius;
    for (const dot of dots) traceShape(ctx, mark.shape, dot.x, dot.y, drawn);
    ctx.fillStyle = mark.hollow ? palette.surface : faded(colour, pointed ? 0.35 : 0.8);
    ctx.fill();
    ctx.strokeStyle = faded(colour, pointed && mark.hollow ? 0.5 : 1);
    ctx.lineWidth = 1.2 * scale;
    if (mark.hollow) ctx.stroke();
  });
  if (pointed) {
    const partners = rows.flatMap((dots, row) => {
      const dot = dots.find(({ replicate }) => replicate === pointed.replicate);
      return dot ? [{ ...dot, row }] : [];
    });
    ctx.beginPath();
    partners.forEach(({ x, y }, i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
    ctx.strokeStyle = palette.muted;
    ctx.lineWidth = scale;
    ctx.stroke();
    for (const { x, y, row } of partners) {
      const mark = variantMark(row);
      ctx.beginPath();
      traceShape(ctx, mark.shape, x, y, radius * (row === pointed.row ? 1.5 : 1.15));
      ctx.fillStyle = palette.variants[mark.colour];
      ctx.fill();
      ctx.strokeStyle = row === pointed.row ? palette.ink : palette.surface;
      ctx.lineWidth = 1.5 * scale;
      ctx.stroke();
    }
  }
  ctx.restore();
}

import type { Chart } from 'chart.js';
import type { Pointed } from './distribution-dots.ts';
import type { DistributionView, ReplicateScore } from './distribution-view.ts';
import { numberWords, withUnit } from '#lib/format/number-words.ts';
import { nearestDot, type PlacedDot } from './swarm-rows.ts';

/** How near the pointer must come to a dot, in CSS px. */
const REACH = 28;

interface Place {
  readonly x: number;
  readonly y: number;
}

function onAxis({ axis, rows }: DistributionView, row: number): ReplicateScore[] {
  return rows[row].scores
    .filter(({ score }) => score >= axis.min && score <= axis.max)
    .sort((a, b) => a.score - b.score || a.replicate - b.replicate);
}

/** The replicate under the pointer: the nearest dot, or within a violin the nearest score. */
export function pointedAt(
  at: Place,
  view: DistributionView,
  placed: readonly (readonly PlacedDot[])[],
  chart: Chart,
): Pointed | null {
  const near = nearestDot(placed, at, REACH);
  if (near) return { row: near.row, replicate: near.dot.replicate };
  const row = Math.floor(chart.scales.y.getValueForPixel(at.y) ?? -1);
  if (!view.rows[row]?.violin) return null;
  const score = chart.scales.x.getValueForPixel(at.x) ?? NaN;
  const distance = (candidate: ReplicateScore) => Math.abs(candidate.score - score);
  const [first, ...others] = onAxis(view, row);
  const nearest = others.reduce((a, b) => (distance(b) < distance(a) ? b : a), first);
  return nearest ? { row, replicate: nearest.replicate } : null;
}

/** Where an arrow key leads: left and right along a row by score, up and down to the same replicate of another. */
export function steppedTo(
  key: string,
  from: Pointed | null,
  view: DistributionView,
): Pointed | null {
  if (key === 'Escape') return null;
  const row = from?.row ?? 0;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const step = key === 'ArrowUp' ? -1 : 1;
    for (let next = row + step; from && next >= 0 && next < view.rows.length; next += step) {
      const scores = onAxis(view, next);
      const same = scores.find(({ replicate }) => replicate === from.replicate) ?? scores[0];
      if (same) return { row: next, replicate: same.replicate };
    }
  }
  const scores = onAxis(view, row);
  if (scores.length === 0) return from;
  const at = scores.findIndex(({ replicate }) => replicate === from?.replicate);
  const last = scores.length - 1;
  const to: Record<string, number> = {
    ArrowLeft: at < 0 ? last : Math.max(0, at - 1),
    ArrowRight: Math.min(last, at + 1),
    Home: 0,
    End: last,
  };
  return { row, replicate: scores[to[key] ?? Math.max(0, at)].replicate };
}

/** "10 densities, replicate 7: 12.43 min", beside its dot. Replicates are numbered from 1 for people. */
export function tipFor(
  { row, replicate }: Pointed,
  view: DistributionView,
  placed: readonly (readonly PlacedDot[])[],
  chart: Chart,
  unit: string,
): { x: number; y: number; text: string } | null {
  const { name, scores } = view.rows[row];
  const found = scores.find((candidate) => candidate.replicate === replicate);
  if (!found) return null;
  const dot = placed[row]?.find((candidate) => candidate.replicate === replicate);
  const words = withUnit(numberWords(found.score, view.digits), unit);
  return {
    x: dot?.x ?? chart.scales.x.getPixelForValue(found.score),
    y: dot?.y ?? chart.scales.y.getPixelForValue(row + 0.3),
    text: `${name}, replicate ${replicate + 1}: ${words}`,
  };
}

/** What moves a grip: a pointer that drags it, or keys while it has the focus. */
import type { Attachment } from 'svelte/attachments';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Steps along an axis, rightwards and upwards; or to an end of its range. */
export type Steps = number | 'min' | 'max';

export interface DragHandlers {
  /** Where the grip is, in CSS px of the plot, as the drag begins. */
  start(): Place;
  /** Where it is dragged to, with the way since the start; nothing is measured on the page. */
  move(to: Place, by: Place): void;
  end?(): void;
}

/** Follows a pointer from its press on the element to its release, wherever it goes. */
export function draggable(handlers: () => DragHandlers): Attachment<SVGElement> {
  return (element) => {
    let drag: { id: number; from: Place; press: Place } | null = null;

    function down(event: PointerEvent) {
      if (event.button !== 0 || drag) return;
      // Keeps the text of the page from being selected; the focus must then be given by hand.
      event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      const press = { x: event.clientX, y: event.clientY };
      drag = { id: event.pointerId, from: handlers().start(), press };
    }
    function move(event: PointerEvent) {
      if (drag?.id !== event.pointerId) return;
      const by = { x: event.clientX - drag.press.x, y: event.clientY - drag.press.y };
      handlers().move({ x: drag.from.x + by.x, y: drag.from.y + by.y }, by);
    }
    function up(event: PointerEvent) {
      if (drag?.id !== event.pointerId) return;
      drag = null;
      handlers().end?.();
    }
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
    };
  };
}

const KEYS: Record<string, { axis: 'x' | 'y'; steps: Steps }> = {
  ArrowRight: { axis: 'x', steps: 1 },
  ArrowLeft: { axis: 'x', steps: -1 },
  ArrowUp: { axis: 'y', steps: 1 },
  ArrowDown: { axis: 'y', steps: -1 },
  PageUp: { axis: 'x', steps: 10 },
  PageDown: { axis: 'x', steps: -10 },
  Home: { axis: 'x', steps: 'min' },
  End: { axis: 'x', steps: 'max' },
};

/** What a key asks of a grip; Shift makes ten steps of one. Null: not a grip's key. */
export function stepOf(event: KeyboardEvent): { axis: 'x' | 'y'; steps: Steps } | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const step = KEYS[event.key];
  if (!step) return null;
  const tenfold = event.shiftKey && typeof step.steps === 'number';
  return tenfold ? { ...step, steps: 10 * Number(step.steps) } : step;
}

/** The value that so many steps lead to, on the grid of steps: from 94.7, up is 95 and down is 94. */
export function stepped(
  value: number,
  steps: Steps,
  size: number,
  limits: { min: number; max: number },
): number {
  if (steps === 'min') return limits.min;
  if (steps === 'max') return limits.max;
  const from = value / size;
  // What is on the grid but for rounding counts as on it.
  const whole = Math.abs(from - Math.round(from)) < 1e-6 ? Math.round(from) : null;
  const base = whole ?? (steps > 0 ? Math.floor(from) : Math.ceil(from));
  return Math.min(
    limits.max,
    Math.max(limits.min, Number(((base + steps) * size).toPrecision(12))),
  );
}

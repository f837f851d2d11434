/** Where a link points within the lecture: `#3`, `#3?rows=2000&k=3&hide=controls`, `#result=1:…`. */
import { presetLimits, presetNumbers, type Presets } from './presets.ts';
import { steps, type StepId } from './steps.ts';

export type Place =
  | { readonly kind: 'step'; readonly step: StepId; readonly presets: Partial<Presets> }
  /** A result that somebody sent; still to be read. */
  | { readonly kind: 'result'; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string };

const LONGEST = 20_000;

function refused(message: string): Place {
  return { kind: 'refused', message };
}

/** @param hash with or without its `#`; anything at all */
export function readPlace(hash: string): Place {
  const text = hash.replace(/^#/, '');
  if (text.length > LONGEST) return refused('This link is too long to be one of ours.');
  if (text.startsWith('result=')) return { kind: 'result', text: text.slice('result='.length) };
  const [name, query = ''] = text.split('?', 2);
  const step = name === '' ? steps[0] : steps.find(({ id }) => id === name);
  if (!step) {
    const known = steps.map(({ id }) => id).join(', ');
    return refused(`There is no step “${name.slice(0, 40)}” in the lecture. Steps are ${known}.`);
  }
  const presets: Partial<Record<keyof Presets, number | boolean>> = {};
  for (const [key, value] of new URLSearchParams(query)) {
    if (key === 'hide' && value === 'controls') {
      presets.hideControls = true;
      continue;
    }
    const known = presetNumbers.find((one) => one === key);
    if (!known) {
      const names = [...presetNumbers, 'hide=controls'].join(', ');
      return refused(`The link presets “${key.slice(0, 40)}”, which is none of ${names}.`);
    }
    const [least, most] = presetLimits[known];
    const number = Number(value);
    if (value.trim() === '' || !Number.isInteger(number) || number < least || number > most) {
      return refused(
        `The link presets ${known} to “${value.slice(0, 40)}”; expected a whole number from ${least} to ${most}.`,
      );
    }
    presets[known] = number;
  }
  return { kind: 'step', step: step.id, presets: presets as Partial<Presets> };
}

/** The hash of a step, with what differs from the defaults. */
export function writePlace(step: StepId, presets: Presets, defaults: Presets): string {
  const query = new URLSearchParams();
  for (const key of presetNumbers) {
    const value = presets[key];
    if (value !== defaults[key] && value !== null) query.set(key, String(value));
  }
  if (presets.hideControls) query.set('hide', 'controls');
  const text = query.toString();
  return `#${step}${text ? `?${text}` : ''}`;
}

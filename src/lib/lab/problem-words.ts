import type { Problem } from '#lib/experiment/problem.ts';

/** A problem as the sentence beside its field: the path is where it stands. */
export function problemInWords({ message }: Problem): string {
  const said = message
    .replace(/got NaN$/, 'got nothing that reads as a number')
    .replace(/got ""$/, 'got nothing');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^data\.target/, 'Data, target'],
  [/^data\.split/, 'Data, split'],
  [/^data/, 'Data'],
  [/^base\.(family|components|hidden|activation|streams|dropout)/, 'Model'],
  [/^base/, 'Training'],
  [/^variants/, 'Variants'],
  [/^(replicates|seed)/, 'Replicates'],
];

/** The same with the group in which to find it, for what stands far from the field. */
export function problemWithPlace(problem: Problem): string {
  const place = PLACES.find(([pattern]) => pattern.test(problem.path))?.[1];
  return place ? `${place}: ${problemInWords(problem)}` : problemInWords(problem);
}

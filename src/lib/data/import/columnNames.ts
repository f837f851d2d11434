import { maxNameLength } from './importLimits.ts';

export interface ColumnNames {
  readonly names: readonly string[];
  readonly notices: readonly string[];
}

/** A name that `taken` does not have: the name itself, else with (2), (3) … behind it; adds it to `taken`. */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let i = 2; taken.has(unique); i++) unique = `${name} (${i})`;
  taken.add(unique);
  return unique;
}

/** Names from a header's cells: empty ones are called Column 3, repeated ones age (2). */
export function columnNames(header: readonly string[]): ColumnNames {
  const notices: string[] = [];
  // Names that the header does give are kept for their columns.
  const taken = new Set<string>();
  const given = header.map((cell) => cell.replace(/\s+/g, ' ').trim().slice(0, maxNameLength));
  const names = given.map((name) => {
    if (name === '') return '';
    const unique = uniqueName(name, taken);
    if (unique !== name)
      notices.push(`“${name}” names two columns; the later is called “${unique}”.`);
    return unique;
  });
  return {
    names: names.map((name, i) => {
      if (name !== '') return name;
      const unique = uniqueName(`Column ${i + 1}`, taken);
      notices.push(`Column ${i + 1} has no name and is called “${unique}”.`);
      return unique;
    }),
    notices,
  };
}

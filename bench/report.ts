/** Writes findings as Markdown into docs/benchmarks.md, between the markers that bear their names. */
import type { Finding, Target } from './finding.ts';

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export function findingInMarkdown({ title, header, rows, notes }: Finding): string {
  const list = notes.map((note) => `- ${note}`).join('\n');
  return [`### ${title}`, tableOf(header, rows), list].filter(Boolean).join('\n\n');
}

export function targetsInMarkdown(targets: readonly Target[]): string {
  const rows = targets.map(({ what, wanted, got, met }) => [what, wanted, got, met ? 'yes' : 'no']);
  return tableOf(['what', 'wanted', 'median', 'met'], rows);
}

function markers(name: string): [begin: string, end: string] {
  return [`<!-- figures: ${name} -->`, `<!-- end: ${name} -->`];
}

/** @throws Error where the document has no such markers */
export function putFigures(document: string, name: string, markdown: string): string {
  const [begin, end] = markers(name);
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no markers for “${name}”.`);
  return `${document.slice(0, from + begin.length)}\n\n${markdown}\n\n${document.slice(to)}`;
}

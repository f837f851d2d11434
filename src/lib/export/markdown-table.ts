import type { ScoreTable } from './score-table.ts';

/** Text that Markdown shows as it stands: its marks escaped, on one line. */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~$&!]/g, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+]/, '\\$&');
}

/** A GitHub-flavoured table between a heading and its caption. */
export function markdownTable({ title, caption, headings, rows }: ScoreTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  return [
    `### ${markdownText(title)}`,
    '',
    line(headings),
    `| ${headings.map((_, i) => (i === 0 ? ':---' : '---:')).join(' | ')} |`,
    ...rows.map(line),
    '',
    markdownText(caption),
    '',
  ].join('\n');
}

import { visibleText } from '#lib/experiment/visible-text.ts';
import type { ScoreTable } from './score-table.ts';

/** Joins what it stands between and is not seen: GitHub, markdown-it, marked and remark make no link across it. */
const JOINER = '\u2060';

/** Text that Markdown shows as it stands: its marks escaped, no link of it, on one line. */
export function markdownText(text: string): string {
  return visibleText(text)
    .replace(/\s+/g, ' ')
    .replace(/:(?=\/\/)|\.(?=\p{L})/gu, `${JOINER}$&`)
    .replace(/(?:#|\bGH-)(?=\d)|:(?=[\w+-]+:)/gi, `$&${JOINER}`)
    .replaceAll('@', `${JOINER}@${JOINER}`)
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

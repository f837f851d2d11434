import type { ScoreTable } from './score-table.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '−': '\\ensuremath{-}',
  '×': '\\ensuremath{\\times}',
  '±': '\\ensuremath{\\pm}',
  '∞': '\\ensuremath{\\infty}',
  '·': '\\ensuremath{\\cdot}',
  µ: '\\ensuremath{\\mu}',
  '°': '\\ensuremath{^\\circ}',
  '–': '--',
  '—': '---',
  '“': '``',
  '”': "''",
  '‘': '`',
  '’': "'",
  '…': '\\ldots{}',
  '\u00a0': '~',
};

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** `4.20·10⁻⁸`, and what is raised elsewhere, as in a unit. */
const POWERS = /[−+]?\d[\d.,]*·10[⁻⁺⁰¹²³⁴-⁹]+|[⁻⁺⁰¹²³⁴-⁹]+/g;

/** The same as maths. */
function powerMaths(words: string): string {
  const maths = words
    .replace(/[⁻⁺⁰¹²³⁴-⁹]+/, (raised) => `^{${raised}}`)
    .replace(/[⁰¹²³⁴-⁹]/g, (digit) => String(RAISED.indexOf(digit)))
    .replace('−', '-')
    .replace('⁻', '-')
    .replace('⁺', '+')
    .replaceAll(',', '{,}')
    .replace('·', '\\cdot ');
  return `\\ensuremath{${maths}}`;
}

/** Text that LaTeX sets as it stands, on one line. Other letters stay: UTF-8 is LaTeX’s own encoding. */
export function latexText(text: string): string {
  const line = text.replace(/[^\S\u00a0]+/g, ' ').replace(/\p{Cc}/gu, '');
  const escaped = (part: string) =>
    Array.from(part, (letter) => ESCAPES[letter] ?? letter).join('');
  const between = line.split(POWERS).map(escaped);
  const powers = (line.match(POWERS) ?? []).map(powerMaths);
  return between.map((part, i) => part + (powers[i] ?? '')).join('');
}

function label(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join('-') ?? 'study';
}

/** A table float with rules of the booktabs package. */
export function latexTable({ title, caption, headings, rows }: ScoreTable): string {
  // Before a cell stands a command that would take [ or * for its own: \\\\, \toprule, \midrule.
  const line = (cells: readonly string[]) => `    {}${cells.map(latexText).join(' & ')} \\\\`;
  return [
    '% Needs \\usepackage{booktabs} and \\usepackage[T1]{fontenc}.',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${latexText(/[.?!…]$/.test(title) ? title : `${title}.`)} ${latexText(caption)}}`,
    `  \\label{tab:${label(title)}}`,
    `  \\begin{tabular}{l${'r'.repeat(headings.length - 1)}}`,
    '    \\toprule',
    line(headings),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

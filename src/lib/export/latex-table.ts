import { visibleText } from '#lib/experiment/visible-text.ts';
import { LATEX_LETTERS, lettersBeyondPdflatex } from './latex-letters.ts';
import type { ScoreTable } from './score-table.ts';

/** Dashes, quotes and signs that would become one with the next: -- is a dash, ?` is ¿. */
const JOINED = /([-,?!`'–—“”‘’])(?=[-,`'–—“”‘’])|./gsu;

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

function lettersText(text: string): string {
  return text.replace(JOINED, (letter, joining) => {
    const latex = LATEX_LETTERS[letter] ?? letter;
    return joining ? `${latex}{}` : latex;
  });
}

/** Text that LaTeX sets as it stands, on one line. Other letters stay: UTF-8 is LaTeX’s own encoding. */
export function latexText(text: string): string {
  const line = visibleText(text.normalize('NFC')).replace(/[^\S\u00a0]+/g, ' ');
  const powers = (line.match(POWERS) ?? []).map(powerMaths);
  return line
    .split(POWERS)
    .map((between, i) => lettersText(between) + (powers[i] ?? ''))
    .join('');
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
  const float = [
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
  const beyond = lettersBeyondPdflatex(float);
  return [
    '% Needs \\usepackage{booktabs} and \\usepackage[T1]{fontenc}.',
    ...(beyond.length > 0
      ? [`% pdfLaTeX lacks these letters; use XeLaTeX or LuaLaTeX: ${beyond.join(' ')}`]
      : []),
    float,
  ].join('\n');
}

/** What a LaTeX table shows, read from the tree that a parser makes of it, for tests. */
import { LATEX_LETTERS } from './latex-letters.ts';

interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
  readonly env?: string;
  readonly args?: readonly { readonly content: readonly Node[] }[];
}

const NAMED: Readonly<Record<string, string>> = {
  textbackslash: '\\',
  textasciitilde: '~',
  textasciicircum: '^',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  textquotedbl: '"',
  ldots: '…',
  fbox: '�',
};

/** What TeX's fonts make one sign of. */
const LIGATURES: readonly (readonly [string, string])[] = [
  ['---', '—'],
  ['--', '–'],
  ['?`', '¿'],
  ['!`', '¡'],
  [',,', '„'],
  ['``', '“'],
  ["''", '”'],
  ['`', '‘'],
  ["'", '’'],
];

/** Stands where signs must not be joined; in no text. */
const APART = '\0';

function inMaths([first]: readonly Node[]): string {
  const name = String(first?.content);
  const written = first?.type === 'macro' && name !== '^' ? `{\\${name}}` : `{${name}`;
  const [letter = ''] =
    Object.entries(LATEX_LETTERS).find(([, latex]) => latex.startsWith(`\\ensuremath${written}`)) ??
    [];
  return letter;
}

function shownBy({ type, content = '', args = [] }: Node): string {
  if (type === 'whitespace') return ' ';
  if (typeof content !== 'string') return content.map(shownBy).join('') || APART;
  if (type === 'string') return content === '~' ? '\u00a0' : content;
  if (content === 'ensuremath') return inMaths(args[0]?.content ?? []);
  return NAMED[content] ?? content;
}

function textOf(nodes: readonly Node[]): string {
  const set = LIGATURES.reduce(
    (text, [signs, one]) => text.replaceAll(signs, one),
    nodes.map(shownBy).join(''),
  );
  return set.replaceAll(APART, '').replace(/\s+/g, ' ').trim();
}

function split(nodes: readonly Node[], ends: (node: Node) => boolean): Node[][] {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (ends(node)) parts.push([]);
    else parts[parts.length - 1].push(node);
  }
  return parts;
}

const isMacro = (...names: readonly string[]) => {
  return ({ type, content }: Node) => type === 'macro' && names.includes(String(content));
};

export interface LatexTable {
  readonly environments: readonly string[];
  readonly macros: readonly string[];
  readonly caption: string;
  readonly rows: readonly (readonly string[])[];
}

export function readLatex(root: Node): LatexTable {
  const nodes: Node[] = [];
  const visit = (node: Node): void => {
    nodes.push(node);
    if (typeof node.content === 'object') node.content.forEach(visit);
    for (const { content } of node.args ?? []) content.forEach(visit);
  };
  visit(root);
  const body = nodes.find(({ env }) => env === 'tabular')?.content;
  const cells = (Array.isArray(body) ? (body as Node[]) : []).filter(
    (node) => !isMacro('toprule', 'midrule', 'bottomrule')(node),
  );
  const lines = split(cells, isMacro('\\')).filter((line) => textOf(line) !== '');
  const [caption] = nodes.filter(isMacro('caption'));
  return {
    environments: nodes.flatMap(({ env }) => env ?? []),
    macros: nodes.filter(({ type }) => type === 'macro').map(({ content }) => String(content)),
    caption: textOf(caption?.args?.[1]?.content ?? []),
    rows: lines.map((line) =>
      split(line, ({ type, content }) => type === 'string' && content === '&').map(textOf),
    ),
  };
}

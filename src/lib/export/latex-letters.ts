const GREEK =
  'α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho ' +
  'ς varsigma σ sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega ' +
  'Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega';

const MATHS =
  '× times ± pm ∞ infty µ mu ≤ le ≥ ge ≈ approx ≠ neq √ surd ∑ sum ∂ partial ∈ in ⋅ cdot ∝ propto ∼ sim';

function inMaths(pairs: string): Record<string, string> {
  const found = pairs.matchAll(/(\S+) (\w+)/g);
  return Object.fromEntries(
    Array.from(found, ([, letter, name]) => [letter, `\\ensuremath{\\${name}}`]),
  );
}

/** What LaTeX would obey or cannot set by itself, as it is written there. */
export const LATEX_LETTERS: Readonly<Record<string, string>> = {
  ...inMaths(GREEK),
  ...inMaths(MATHS),
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
  '°': '\\ensuremath{^\\circ}',
  '–': '--',
  '—': '---',
  '“': '``',
  '”': "''",
  '‘': '`',
  '’': "'",
  '…': '\\ldots{}',
  '\u00a0': '~',
  '�': '\\fbox{?}',
};

/** Letters that pdfLaTeX sets with `\usepackage[T1]{fontenc}` and nothing more. */
const OF_PDFLATEX =
  /[\x20-\x7e\u00a1-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0218-\u021b\u2010-\u2014\u20ac\u2020-\u2022\u2030\u2122\u2190-\u2193]/u;

/** @returns what only XeLaTeX and LuaLaTeX can set, each once */
export function lettersBeyondPdflatex(latex: string): string[] {
  return [...new Set(latex)].filter((letter) => letter !== '\n' && !OF_PDFLATEX.test(letter));
}

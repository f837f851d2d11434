/** Text stays text in what real readers of our files make of it. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { find } from 'linkifyjs';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import Papa from 'papaparse';
import { parse as parseLatex } from '@unified-latex/unified-latex-util-parse';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nastyText, nastyTexts } from '#lib/experiment/nasty-texts.samples.ts';
import { visibleText } from '#lib/experiment/visible-text.ts';
import { csvLine } from './csv.ts';
import { latexTable } from './latex-table.ts';
import { lettersBeyondPdflatex } from './latex-letters.ts';
import { latexText } from './latex-table.ts';
import { markdownTable } from './markdown-table.ts';
import { readLatex } from './read-latex.samples.ts';

/** On one line, as a page shows it. */
const shown = (text: string) => visibleText(text).replace(/\s+/g, ' ').trim();

function tableOf(texts: readonly string[]) {
  return {
    title: texts[0],
    caption: `About ${texts[0]}`,
    headings: [texts[0], 'n'],
    rows: texts.map((text) => [text, '1']),
  };
}

/** The listed texts, and then any. */
function everyText(holds: (text: string) => void): void {
  for (const text of nastyTexts) holds(text);
  fc.assert(fc.property(nastyText, holds));
}

describe('LaTeX', () => {
  test('a parser finds one table with every letter in its cell', () => {
    everyText((text) => {
      const { macros, environments, rows, caption } = readLatex(
        parseLatex(latexTable(tableOf([text]))),
      );
      expect(environments).toEqual(['table', 'tabular']);
      for (const macro of ['input', 'include', 'write', 'def', 'csname']) {
        expect(macros).not.toContain(macro);
      }
      expect(rows.map((row) => row.length)).toEqual([2, 2]);
      for (const [cell] of rows) expect(cell).toBe(asLatexShows(text));
      expect(caption).toContain(asLatexShows(`About ${text}`));
    });
  });

  /** Straight quotes are set as curly ones, and both signs for micro as one. */
  function asLatexShows(text: string): string {
    const line = shown(text.normalize('NFC'));
    return line.replaceAll('`', '‘').replaceAll("'", '’').replaceAll('µ', 'μ');
  }

  const found = spawnSync('pdflatex', ['--version']).status === 0;

  test.skipIf(!found)('with pdflatex at hand: it sets the table without an error', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latex-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const texts = [...nastyTexts, ...fc.sample(nastyText, 200)].filter(
      (text) => lettersBeyondPdflatex(latexText(text)).length === 0,
    );
    expect(texts.length).toBeGreaterThan(nastyTexts.length / 2);
    const packages = '\\usepackage{booktabs}\\usepackage[T1]{fontenc}';
    const tables = texts.map((text) => `${latexTable(tableOf([text]))}\\clearpage\n`).join('');
    const document = `\\documentclass{article}${packages}\\begin{document}\n${tables}\\end{document}`;
    await writeFile(join(folder, 'a.tex'), document);
    const options = ['-interaction=nonstopmode', '-halt-on-error', '-draftmode', 'a.tex'];
    const { status, stdout } = spawnSync('pdflatex', options, { cwd: folder, encoding: 'utf8' });
    expect(status, stdout.slice(-2000)).toBe(0);
  });
});

describe('Markdown', () => {
  const readers: readonly [name: string, html: (markdown: string) => string][] = [
    ['markdown-it', (markdown) => new MarkdownIt({ html: true, linkify: true }).render(markdown)],
    ['marked', (markdown) => marked.parse(markdown, { async: false, gfm: true })],
  ];

  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  };
  const textOf = (html: string) =>
    html
      .replace(/<[^>]*>/g, '')
      .replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
  const withoutJoiners = (text: string) => text.replaceAll('\u2060', '').trim();

  test.each(readers)(
    '%s shows a heading, a table and a caption, and the text in them',
    (_, html) => {
      everyText((text) => {
        const page = html(markdownTable(tableOf([text])));
        const tags = Array.from(page.matchAll(/<(\w+)/g), ([, tag]) => tag);
        const cells = ['tr', 'th', 'th', 'tbody', 'tr', 'td', 'td'];
        expect(tags).toEqual(['h3', 'table', 'thead', ...cells, 'p']);
        const [, title] = /<h3>([^]*?)<\/h3>/.exec(page) ?? [];
        const [, cell] = /<td[^>]*>([^]*?)<\/td>/.exec(page) ?? [];
        const [, caption] = /<p>([^]*?)<\/p>/.exec(page) ?? [];
        expect(withoutJoiners(textOf(title))).toBe(shown(text));
        expect(withoutJoiners(textOf(cell))).toBe(shown(text));
        expect(withoutJoiners(textOf(caption))).toBe(shown(`About ${text}`));
      });
    },
  );

  test('GitHub finds no address, name, number or emoji to replace', () => {
    everyText((text) => {
      const seen = marked.parse(markdownTable(tableOf([text])), { async: false });
      const visible = textOf(seen);
      expect(find(visible)).toEqual([]);
      expect(visible).not.toMatch(/#\d|\bGH-\d|@\w|\w@|:[\w+-]+:/i);
    });
  });
});

describe('CSV', () => {
  /** A spreadsheet takes the apostrophe for “this is text”. */
  const withGuard = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

  test('Papa Parse finds every text in its cell', () => {
    everyText((text) => {
      const { data } = Papa.parse<string[]>(csvLine(['a', text, text, 1]), {
        delimiter: ',',
        newline: '\r\n',
      });
      expect(data[0]).toEqual(['a', withGuard(text), withGuard(text), '1']);
    });
  });

  const python = spawnSync('python3', ['--version']).status === 0;

  test.skipIf(!python)('with Python at hand: its csv module finds them too', () => {
    // A file has no half characters, and older Pythons read no null characters.
    const texts = nastyTexts.filter((text) => !/[\p{Cs}\0]/u.test(text));
    const code =
      'import csv, io, json, sys\n' +
      'text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")\n' +
      'print(json.dumps(list(csv.reader(text))))';
    const { stdout } = spawnSync('python3', ['-c', code], {
      input: texts.map((text) => csvLine(['a', text, 1])).join(''),
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toEqual(texts.map((text) => ['a', withGuard(text), '1']));
  });
});

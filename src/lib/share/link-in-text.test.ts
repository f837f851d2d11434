import { find } from 'linkifyjs';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { openLink, sealLink } from './link-envelope.ts';
import { hashOfLink, linkInText } from './link-in-text.ts';

// Incompressible, so that it is long, as links are.
const noise = Array.from({ length: 900 }, (_, i) => ((i * 7919) % 1000).toString(36)).join('');
const document = JSON.stringify({ noise });
const sealed = await sealLink(document);
const link = `https://example.org/crps-lab/result/#${sealed}`;

function wrapped(width: number, join: string): string {
  return (link.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(join);
}

describe('a link opens however it was sent:', () => {
  test.each<[string, string]>([
    ['as it is', link],
    ['without its address', sealed],
    ['in a sentence', `Look: ${link} – what do you think?`],
    ['at the end of a sentence', `It is at ${link}.`],
    ['before a comma', `${link}, which surprised me`],
    ['before three dots', `${link}... and more`],
    ['in brackets', `(${link})`],
    ['in pointed brackets', `<${link}>`],
    ['in quotes', `“${link}”`],
    ['in Markdown', `[my result](${link})`],
    ['in bold Markdown', `**${link}**`],
    ['in italic Markdown', `_${link}_`],
    ['in HTML', `<p><a href="${link}">${link}</a></p>`],
    ['in Slack’s form', `<${link}|my result>`],
    ['after an issue’s number', `Fixes #12: ${link}`],
    ['after a time', `At 12:30: ${link}`],
    ['twice', `${link} ${link}`],
    ['wrapped by mail', wrapped(76, '\r\n')],
    ['wrapped and quoted', `> ${wrapped(74, '\n> ')}`],
    ['quoted twice', `>> ${wrapped(72, '\n>> ')}`],
    ['quoted, its line ends turned into spaces', `> ${wrapped(74, ' > ')}`],
    ['wrapped, with words after it', `${wrapped(76, '\n')}\nBest wishes, Ada`],
    ['in quoted-printable', wrapped(75, '=\r\n')],
    ['with soft hyphens', wrapped(40, '\u00ad')],
    ['with zero-width spaces', wrapped(40, '\u200b')],
    ['with a byte order mark', `\ufeff${link}`],
    ['with its # escaped', link.replace('#', '%23')],
    ['with its colon escaped', link.replace(':', ':').replace('#1:', '#1%3A')],
    ['escaped twice', link.replace('#1:', '%25231%253A')],
    ['with its full stop escaped', link.replace(/\.(?=[\w-]{6}$)/, '%2E')],
    ['with an escaped line end', wrapped(76, '%0A')],
    ['with what a network adds', `${link}?fbclid=IwAR0abc.def&utm_source=x`],
    ['as JSON', JSON.stringify({ text: wrapped(76, '\n') })],
    ['with a second full stop', `${link}..`],
  ])('%s', async (_, text) => {
    expect(await openLink(text)).toEqual({ status: 'ok', document: JSON.parse(document) });
    const found = linkInText(text);
    expect(found && hashOfLink(found)).toBe(`#${sealed}`);
  });
});

describe('what programs make a link of opens:', () => {
  const sentences = [
    link,
    `See ${link}.`,
    `(${link})`,
    `**${link}**`,
    `Fixes #12: ${link}, thanks`,
  ];

  test.each(sentences)('linkify: %#', async (sentence) => {
    const [found] = find(sentence, 'url');
    expect((await openLink(found?.href ?? '')).status).toBe('ok');
  });

  test.each(sentences)('markdown-it: %#', async (sentence) => {
    const html = new MarkdownIt({ linkify: true }).render(sentence);
    const href = /href="([^"]*)"/.exec(html)?.[1] ?? '';
    expect((await openLink(href)).status).toBe('ok');
    expect((await openLink(html)).status).toBe('ok');
  });

  test.each(sentences)('marked: %#', async (sentence) => {
    const html = marked.parse(sentence, { async: false });
    const href = /href="([^"]*)"/.exec(html)?.[1] ?? '';
    expect((await openLink(href)).status).toBe('ok');
  });
});

describe('what is cut or altered is refused, and said truly:', () => {
  const length = sealed.length + 1;
  test.each<[string, string, object]>([
    ['cut', link.slice(0, -40), { status: 'cut', length: length - 40 }],
    ['cut within its check', link.slice(0, -2), { status: 'cut', length: length - 2 }],
    ['cut, with words after it', `${link.slice(0, -40)} … (cut)`, { status: 'cut' }],
    ['wrapped and cut', `> ${wrapped(74, '\n> ').slice(0, -90)}`, { status: 'cut' }],
    ['with a letter changed', `${link.slice(0, 200)}~${link.slice(201)}`, { status: 'damaged' }],
    ['with its check changed', link.replace(/.{6}$/, 'AAAAAA'), { status: 'damaged' }],
    ['with a letter lost', link.slice(0, 200) + link.slice(201), { status: 'damaged' }],
    ['in capitals', link.toUpperCase(), { status: 'damaged' }],
    ['of a later format', '#2:abc.defghi', { status: 'other-version', version: 2 }],
    ['nothing', ' # ', { status: 'empty' }],
    ['an address', 'https://example.org/#content', { status: 'no-link' }],
    ['a time', 'at 12:30 it was', { status: 'no-link' }],
  ])('%s', async (_, text, expected) => {
    expect(await openLink(text)).toMatchObject(expected);
  });

  test('wrapped and cut, it counts what arrived of the link, not of the first line', async () => {
    const cut = await openLink(`> ${wrapped(74, '\n> ').slice(0, -90)}`);
    expect(cut).toMatchObject({ status: 'cut' });
    expect(cut.status === 'cut' && cut.length).toBeGreaterThan(length - 120);
  });
});

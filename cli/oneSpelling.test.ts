/** A study's numbers, at three scales, wherever they are written: page, chart, run list, files, terminal. */
import { expect, test } from 'vitest';
import { DistributionViews } from '#lib/components/charts/distribution-view.ts';
import { distributionCaption } from '#lib/components/charts/distribution-words.ts';
import { scoreDigits } from '#lib/experiment/score-digits.ts';
import { finishedReplicate } from '#lib/experiment/results.samples.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { latexTable } from '#lib/export/latex-table.ts';
import { markdownTable } from '#lib/export/markdown-table.ts';
import { scoreTable as paperTable } from '#lib/export/score-table.ts';
import { numberWords } from '#lib/format/number-words.ts';
import { differenceInWords, differencesToFirst } from '#lib/results/differences.ts';
import { summariseVariant } from '#lib/results/variant-summary.ts';
import { runOf } from '#lib/runs/testing/run-of.ts';
import { variantLines } from '#lib/runs/variant-lines.ts';
import { scoreTable } from './scoreTable.ts';

/** Test CRPS of the concrete study (UCI, Yeh 1998), of two variants with eight replicates. */
const SCORES = [
  [4.226, 4.301, 4.319, 4.194, 4.179, 4.222, 3.733, 4.43],
  [3.981, 4.247, 3.73, 3.99, 3.962, 3.996, 3.82, 4.42],
];

const STUDY = { variants: [{ name: 'A' }, { name: 'C' }], replicates: 8 };

function written(scale: number) {
  const scores = SCORES.map((own) => own.map((score) => Number(`${score}e${scale}`)));
  const parsed = parseStudy({ ...STUDY, data: { target: { unit: 'Pa' } } });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  const { study } = parsed;
  const done = (variant: number, replicate: number) =>
    finishedReplicate(variant, replicate, { testCrps: scores[variant][replicate] });
  const results = scores.map((own, variant) => own.map((_, replicate) => done(variant, replicate)));
  const variants = study.variants.map(({ name }, i) => ({ name, done: results[i], failed: [] }));
  const table = paperTable(study, variants);
  const dots = scores.map((own, i) => ({
    name: study.variants[i].name,
    scores: own.map((score, replicate) => ({ replicate, score })),
  }));
  const view = new DistributionViews().view(dots, null, 8)!;
  const summaries = variants.map((variant) => summariseVariant(variant).score!);
  const digits = scoreDigits(summaries);
  const [difference] = differencesToFirst(variants, 8);
  return {
    page: summaries.map(({ mean, sd }) => [mean, sd!].map((value) => numberWords(value, digits))),
    differences: differenceInWords(difference.difference!, difference.digits, 'Pa'),
    caption: distributionCaption(view, 'Pa'),
    list: variantLines(runOf(1, STUDY, scores)).map(({ score }) => score!),
    markdown: markdownTable(table),
    latex: latexTable(table),
    terminal: scoreTable(study, results.flat()),
  };
}

// Worked out by hand for C − A: mean −0.18225, standard error 0.07216, t(0.975, 7) = 2.3646.
test.each([
  [0, ''],
  [-8, '·10⁻⁸'],
  [8, '·10⁸'],
  [-300, '·10⁻³⁰⁰'],
  [299, '·10²⁹⁹'],
])('scores at 10^%d read alike on the page, in charts, files and the terminal', (scale, power) => {
  const [mean, sd, lower, upper] = ['4.20', '0.21', '4.03', '4.37'].map((one) => one + power);
  const [by, from, to] = ['−0.18', '−0.35', '−0.01'].map((one) => one + power);
  const { page, differences, caption, list, markdown, latex, terminal } = written(scale);
  expect(page[0]).toEqual([mean, sd]);
  expect(differences).toBe(`${by} Pa, 95 % interval ${from} to ${to}, paired by replicate, n = 8`);
  expect(caption).toContain(`A ${mean} Pa (95 % interval ${lower}–${upper}, 8 replicates)`);
  expect(list[0]).toMatchObject({ mean, interval: `${lower} – ${upper}` });
  expect(markdown).toContain(`| A | 8 | ${mean} | ${lower} to ${upper} | ${sd} |`);
  expect(markdown).toContain(`| ${by} | ${from} to ${to} | 8 |`);
  const line = (...cells: string[]) => terminal.replace(/ +/g, ' ').includes(cells.join(' '));
  expect(line('A', '8', mean, `[${lower},`, `${upper}]`, sd)).toBe(true);
  expect(line('C − A', '8', by, `[${from},`, `${to}]`)).toBe(true);
  const maths = scale === 0 ? mean : `\\ensuremath{4.20\\cdot 10^{${scale}}}`;
  expect(latex).toContain(`A & 8 & ${maths} & `);
  expect(latex).not.toMatch(/[⁰¹²³⁴-⁹⁻·−]/);
});

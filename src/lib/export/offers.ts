/** Every file that a page can save, and why one cannot be had: what the dialog lists, with no word about how. */
import { shownFigures, type ShownFigure } from '#lib/components/charts/shown-figures.ts';
import { counted } from '#lib/format/counted.ts';
import { resultFile, serialiseResult } from '#lib/experiment/result-file.ts';
import { serialiseStudy } from '#lib/experiment/serialise-study.ts';
import { dataFiles } from './data-files.ts';
import type { ExportSource } from './export-source.ts';
import { nameWords } from './file-name.ts';
import { latexTable } from './latex-table.ts';
import { markdownTable } from './markdown-table.ts';
import { replicatesCsv } from './replicates-csv.ts';
import { scoreTable } from './score-table.ts';

export interface OfferedFormat {
  /** On the button, such as `CSV`. */
  readonly label: string;
  /** What the file's name says of it, such as `replicates`. */
  readonly kind: string;
  readonly extension: string;
  make(signal: AbortSignal): Promise<Blob>;
}

export interface Offer {
  readonly title: string;
  readonly note: string;
  /** Why it cannot be had now, in words. */
  readonly obstacle: string | null;
  /** It holds rows of the study's data, which otherwise never leave the page. */
  readonly holdsData: boolean;
  readonly formats: readonly OfferedFormat[];
}

export interface OfferGroup {
  readonly title: string;
  /** True of all of them. */
  readonly note?: string;
  readonly offers: readonly Offer[];
}

const AS_SHOWN = 'As they are shown now, in the theme of the moment. Text in an SVG stays text.';

function text(
  label: string,
  kind: string,
  extension: string,
  type: string,
  write: () => string,
): OfferedFormat {
  const make = async () => new Blob([write()], { type });
  return { label, kind, extension, make };
}

function resultOffers({ study, variants, whole }: ExportSource): Offer[] {
  const finished = variants.some(({ done }) => done.length > 0);
  const none = finished ? null : 'No replicate has finished yet.';
  const scoresOnly = 'A link carries scores only. Run it again here to have the whole result.';
  return [
    {
      title: 'Result',
      note: 'The study, the score and curve of every replicate, and what ran it: the file that the command line writes. Drop it on the lab to open it again.',
      obstacle: whole ? none : scoresOnly,
      holdsData: false,
      formats: [
        text('JSON', 'result', 'json', 'application/json', () => {
          if (!whole) throw new Error(scoresOnly);
          return serialiseResult(resultFile(study, whole.environment, whole.results));
        }),
      ],
    },
    {
      title: 'Replicates',
      note: 'A line for each replicate: scores, coverage, epochs, time.',
      obstacle: none,
      holdsData: false,
      formats: [text('CSV', 'replicates', 'csv', 'text/csv', () => replicatesCsv(study, variants))],
    },
    {
      title: 'Table for a paper',
      note: 'n, means and differences with their 95 % intervals, and a caption that says what they are.',
      obstacle: none,
      holdsData: false,
      formats: [
        text('Markdown', 'table', 'md', 'text/markdown', () =>
          markdownTable(scoreTable(study, variants)),
        ),
        text('LaTeX', 'table', 'tex', 'application/x-tex', () =>
          latexTable(scoreTable(study, variants)),
        ),
      ],
    },
  ];
}

function chartOffer(figure: ShownFigure): Offer {
  const { title, obstacle } = figure;
  const kind = nameWords(title, 'chart');
  const format = (extension: 'png' | 'svg') => ({
    label: extension.toUpperCase(),
    kind,
    extension,
    make: () => figure.picture(extension),
  });
  return { title, note: '', obstacle, holdsData: false, formats: [format('png'), format('svg')] };
}

function studyOffer({ study }: ExportSource): Offer {
  const each = `${counted(study.variants.length, 'variant')}, ${counted(study.replicates, 'replicate')} each`;
  return {
    title: 'Study',
    note: `What was asked (${each}), without results. Drop it on the lab, or run it with the command line.`,
    obstacle: null,
    holdsData: false,
    formats: [text('JSON', 'study', 'json', 'application/json', () => serialiseStudy(study))],
  };
}

/** What can be saved of a source now, group by group. */
export function offersOf(source: ExportSource): OfferGroup[] {
  const { forecasts, networks, python } = dataFiles(source);
  const charts = [...shownFigures].map(chartOffer);
  return [
    { title: 'Results', offers: [...resultOffers(source), forecasts] },
    ...(charts.length > 0 ? [{ title: 'Charts', note: AS_SHOWN, offers: charts }] : []),
    { title: 'To run and to build on', offers: [studyOffer(source), networks, python] },
  ];
}

/** Results that were found elsewhere and are kept here, to be compared with one's own: each once, however often it comes. */
import type { ResultFile } from '#lib/experiment/result-file.ts';
import type { Environment } from '#lib/experiment/result.ts';
import { scoresDigest } from '#lib/experiment/scores-digest.ts';
import { studyWithoutDefaults } from '#lib/experiment/study-without-defaults.ts';
import type { Study } from '#lib/experiment/study.ts';
import { write, type Stores } from './database.ts';
import { parseResults } from './kept-run.ts';
import type { Database } from './migrations.ts';
import { ofRun, putReplicate } from './run-writing.ts';

/** A result that came by link: of its replicates only the scores are kept as data. */
export interface ForeignResult {
  readonly study: Study;
  readonly environment: Environment | null;
  /** Of the scores as they were found (scores-digest.ts). */
  readonly digest: string;
  /** In the study's order. */
  readonly variants: readonly {
    readonly done: readonly { readonly replicate: number; readonly testCrps: number }[];
    readonly failed: readonly { readonly replicate: number }[];
  }[];
  /** The address's part after #, which shows the whole of it again. */
  readonly link: string;
}

export interface Adopted {
  readonly id: number;
  /** It was there already. */
  readonly before: boolean;
}

/** Keeps a result that came by link. */
export async function addForeign(
  database: Database,
  { study, environment, digest, variants, link }: ForeignResult,
): Promise<Adopted> {
  const count = variants.reduce((sum, { done, failed }) => sum + done.length + failed.length, 0);
  return write(database, async (store) => {
    const same = await findRun(store, study, ({ foreign }) => foreign === digest);
    if (same !== null) return { id: same, before: true };
    const id = await store('runs').add({
      ...recordOf(study, environment, count),
      foreign: digest,
      link,
    });
    await Promise.all(
      variants.flatMap(({ done, failed }, variant) => [
        ...done.map(({ replicate, testCrps }) =>
          store('scores').put(testCrps, [id, variant, replicate]),
        ),
        ...failed.map(({ replicate }) => store('scores').put(null, [id, variant, replicate])),
      ]),
    );
    return { id, before: false };
  });
}

/** Keeps a result that came as a file, unless a run here has its very scores: it may have been saved from that. */
export async function addResultFile(
  database: Database,
  { study, environment, results, digest }: ResultFile,
): Promise<Adopted> {
  return write(database, async (store) => {
    const same = await findRun(store, study, async ({ link }, id) => {
      if (link !== undefined) return false;
      const stored: unknown[] = await store('replicates').getAll(ofRun(id));
      return scoresDigest(parseResults(study, stored)) === digest;
    });
    if (same !== null) return { id: same, before: true };
    const id = await store('runs').add(recordOf(study, environment, results.length));
    await Promise.all(results.flatMap((result) => putReplicate(store, id, result, null)));
    return { id, before: false };
  });
}

function recordOf(study: Study, environment: Environment | null, replicates: number) {
  const complete = replicates === study.variants.length * study.replicates;
  return {
    study: studyWithoutDefaults(study),
    environment,
    status: complete ? 'finished' : 'stopped',
    begun: Date.now(),
  };
}

/** A run of the same work, whatever its title, which may have been changed here. */
async function findRun(
  store: Stores,
  study: Study,
  isSame: (run: Record<string, unknown>, id: number) => boolean | Promise<boolean>,
): Promise<number | null> {
  const work = workOf(studyWithoutDefaults(study));
  let cursor = await store('runs').openCursor();
  while (cursor) {
    const { value: run, key: id } = cursor;
    const kept = typeof run === 'object' && run !== null && run.deleted === undefined;
    if (kept && workOf(run.study) === work && (await isSame(run, id))) return id;
    cursor = await cursor.continue();
  }
  return null;
}

function workOf(study: unknown): string | null {
  if (typeof study !== 'object' || study === null) return null;
  const { title: _title, ...rest } = study as Record<string, unknown>;
  return JSON.stringify(rest);
}

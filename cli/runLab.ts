import type { DataSpec } from '#lib/data/spec.ts';
import { resultFile, serialiseResult } from '#lib/experiment/result-file.ts';
import { durationInWords } from '#lib/format/durations.ts';
import { openStudyData } from '#lib/run/study-data.ts';
import type { RunPlan } from '#lib/schedule/protocol.ts';
import { startRunOnThreads } from '#lib/workers/thread-pool.ts';
import { TrainingInterrupted } from '#lib/schedule/worker-handle.ts';
import { BadInput } from './BadInput.ts';
import { Interruption } from './Interruption.ts';
import { loadTable } from './loadTable.ts';
import { outputPlace } from './outputPlace.ts';
import type { LabOptions } from './parseOptions.ts';
import { readStudy } from './readStudy.ts';
import { RunReport } from './RunReport.ts';
import { scoreTable } from './scoreTable.ts';
import { StatusLine } from './StatusLine.ts';
import { requireTarget, studyData } from './studyData.ts';
import { writeWhole } from './writeWhole.ts';

/**
 * Trains a study, or the asked range of its replicates, and writes the result.
 * @returns 0, 1 where replicates failed, or 130 (128 + the signal) where it was stopped
 * @throws BadInput; Error where the run could not be done
 */
export async function runLab(options: LabOptions): Promise<number> {
  const status = new StatusLine(process.stderr);
  const interruption = new Interruption();
  const study = await readStudy(options.study, options.table);
  const range = options.replicates ?? { from: 0, to: study.replicates };
  if (range.to > study.replicates) {
    throw new BadInput(
      `--replicates: the study has ${study.replicates} replicates, so the end is at most ${study.replicates}; got ${range.from}:${range.to}.`,
    );
  }
  const inputs = [options.study, options.table].filter((path) => path !== null);
  const place = await outputPlace(options.out, inputs);

  const { table, notices } = await loadTable(study, options.table);
  requireTarget(study, table);
  const prepare = async (_: DataSpec, replicate: number | null) =>
    studyData(study, table, replicate);
  const { first, dataset } = await openStudyData(study, prepare, range.from);
  for (const notice of [...notices, ...first.notices]) status.say(notice);

  const plan: RunPlan = {
    study,
    compute: { engine: options.engine, workers: options.workers, stack: options.stack },
    finished: [],
    range,
    dataset,
  };
  const part = { ...study, replicates: range.to - range.from };
  const report = new RunReport(part, first, status);
  status.say(`${study.title}: ${part.variants.length} × ${part.replicates} replicates`);
  const run = startRunOnThreads(plan, report);
  interruption.stops(run, status);
  const end = await run.done.catch((error: unknown) => {
    if (!(error instanceof TrainingInterrupted)) throw error;
    throw new Error(
      `Training was interrupted, since thread after thread was lost; no result was written. ${error.message} Run it again; where memory is short, with fewer threads (--workers).`,
    );
  });
  status.clear();

  if (end === 'stopped') {
    status.say(`Stopped after ${durationInWords(report.elapsedMs)}. No result was written.`);
    return interruption.exitStatus;
  }
  const { results, environment } = report;
  if (!environment) {
    const failure = results.find((result) => result.status === 'failed');
    const reason = failure?.status === 'failed' ? ` ${failure.message}` : '';
    throw new Error(`No worker could be started; no result was written.${reason}`);
  }
  const file = resultFile(study, environment, results);
  await writeWhole(place, serialiseResult(file));

  const failed = results.filter((result) => result.status === 'failed').length;
  process.stdout.write(`${scoreTable(study, results)}\n`);
  const { engine, workers, stack } = environment;
  status.say(
    `${durationInWords(report.elapsedMs)} on ${engine} × ${workers}, stacks of up to ${stack}; written to ${options.out}`,
  );
  return failed > 0 ? 1 : 0;
}

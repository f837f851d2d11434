import { describe, expect, test } from 'vitest';
import type { FinishedReplicate, ReplicateResult } from '#lib/experiment/result.ts';
import { agreementOf } from './agreement.ts';
import { agreementInWords } from './agreement-words.ts';
import { readResultLink, writeResultLink } from './result-link.ts';
import { shareRun } from './share-run.ts';
import { environment, resultsOf, studyOf } from './shared.samples.ts';
import type { SharedResult } from './shared-result.ts';

const study = studyOf({ replicates: 4, base: { epochs: 2 } });
const results = resultsOf(study);

/** Through a link, as it is when it is compared. */
async function sent(results: readonly ReplicateResult[]): Promise<SharedResult> {
  const { address } = await writeResultLink(shareRun(study, environment, results), 'x:/');
  const read = await readResultLink(address.slice(3));
  if (read.status !== 'ok') throw new Error(read.status);
  return read.result;
}

function changed(index: number, change: Partial<FinishedReplicate>): ReplicateResult[] {
  return results.map((result, i) =>
    i === index && result.status === 'done' ? { ...result, ...change } : result,
  );
}

function failed(index: number): ReplicateResult[] {
  return results.map((result, i) =>
    i === index
      ? {
          status: 'failed',
          variant: result.variant,
          replicate: result.replicate,
          reason: 'diverged',
          message: 'It diverged.',
          attempts: 1,
        }
      : result,
  );
}

describe('a study that was run again', () => {
  test('is identical where every score has the same bits, though the link rounds them', async () => {
    const agreement = agreementOf(await sent(results), results.toReversed());
    expect(agreement).toMatchObject({ status: 'identical', compared: 8, shared: 8, beyond: 0 });
  });

  test('with one score a bit apart is the same within the tolerance, and not identical', async () => {
    const testCrps = (results[5] as FinishedReplicate).testCrps * (1 + 2 ** -50);
    const agreement = agreementOf(await sent(results), changed(5, { testCrps }));
    expect(agreement.status).toBe('within');
    expect(agreementInWords(agreement, 'min').detail).toMatch(/largest difference is 0\.00\d+ min/);
  });

  test('with one score half a percent apart is different, and says where and by how much', async () => {
    const testCrps = (results[6] as FinishedReplicate).testCrps + 0.06;
    const agreement = agreementOf(await sent(results), changed(6, { testCrps }));
    expect(agreement).toMatchObject({ status: 'different', beyond: 1, failedOnce: 0 });
    const words = agreementInWords(agreement, 'min');
    expect(words.verdict).toBe('Different.');
    expect(words.detail).toMatch(/1 replicate differs by more than 0\.1 %/);
    expect(words.detail).toMatch(/0\.0[56]\d+ min \(replicate 3 of “10 densities”\)/);
  });

  test('with a replicate that failed in one place only is different', async () => {
    for (const [there, here] of [
      [results, failed(2)],
      [failed(2), results],
    ] as const) {
      expect(agreementOf(await sent(there), here)).toMatchObject({
        status: 'different',
        failedOnce: 1,
      });
    }
    expect(agreementOf(await sent(failed(2)), failed(2)).status).toBe('identical');
  });

  test('that was stopped is compared as far as it came', async () => {
    const agreement = agreementOf(await sent(results), results.slice(0, 3));
    expect(agreement).toMatchObject({ status: 'within', compared: 3, shared: 8 });
    expect(agreementOf(await sent(results.slice(0, 3)), results).status).toBe('identical');
    expect(agreementOf(await sent(results.slice(0, 3)), results.slice(4)).status).toBe('none');
  });
});

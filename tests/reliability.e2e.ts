/** A short form of the campaign in docs/reliability.md. */
import { expect, test } from '@playwright/test';
import { interrupt, killWorkers, undisturbedDigest } from './reliability/campaign.ts';

test('whatever is killed, no replicate is lost and none is changed', async ({
  browser,
  page,
  baseURL,
}, { outputDir }) => {
  const first = await browser.newPage();
  const expected = await undisturbedDigest(first);
  await first.close();
  const killed = await killWorkers(page, { seed: 1, kills: 16, expected });
  expect(killed).toMatchObject({ lost: 0, changed: 0 });
  const interrupted = await interrupt({
    address: baseURL ?? '',
    profile: `${outputDir}-profile`,
    times: 4,
    seed: 2,
    expected,
  });
  expect(interrupted).toMatchObject({ lost: 0, changed: 0 });
});

import { expect, test } from 'vitest';
import type { EpochReport } from '#lib/engines/engine.ts';
import { EpochMail } from './epoch-mail.ts';

function report(epoch: number, loss = 1): EpochReport {
  return { epoch, trainingLoss: Float64Array.of(loss), validationCrps: Float64Array.of(loss) };
}

test('the first epoch is sent at once, those that follow fast together, and none is lost', async () => {
  const sent: number[][] = [];
  const mail = new EpochMail((reports) => sent.push(reports.map(({ epoch }) => epoch)));
  for (let epoch = 1; epoch <= 50; epoch++) mail.post(report(epoch));
  expect(sent[0]).toEqual([1]);
  await mail.flush();
  expect(sent.flat()).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(sent.length).toBeLessThan(50);
});

test('a report that waits is a copy: the engine may write its next epoch into the same arrays', async () => {
  const losses: number[] = [];
  const mail = new EpochMail((reports) => losses.push(...reports.map((r) => r.trainingLoss[0])));
  const shared = report(1);
  mail.post(shared);
  for (const epoch of [2, 3]) {
    shared.trainingLoss[0] = epoch;
    mail.post({ ...shared, epoch });
  }
  await mail.flush();
  expect(losses).toEqual([1, 2, 3]);
});

test('a flush waits until the last reports have arrived', async () => {
  let arrived = false;
  const mail = new EpochMail(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    arrived = true;
  });
  mail.post(report(1));
  await mail.flush();
  expect(arrived).toBe(true);
});

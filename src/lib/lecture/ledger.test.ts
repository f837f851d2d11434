import { expect, test } from 'vitest';
import { ledgerOf } from './ledger.ts';
import { heatSample } from './record.samples.ts';

const sizes = { rows: 1000, epochs: 20, replicates: 32 };

test('the product is what whole experiments take, by the loop on one worker against all of it', () => {
  // A row by the loop 0.1 ms, by the batch 0.001 ms; an experiment with the batch 500 ms.
  const loop = heatSample('loop', 1000, { loop: [100], batch: [1] });
  const pool = heatSample('pool', 32, {
    'one-worker': [16_000],
    'every-worker': [4000],
    fastest: [1000],
  });
  const ledger = ledgerOf([loop, pool], sizes);
  const scored = 20 * 500 + 1000;
  const slowExperimentMs = 500 + scored * (0.1 - 0.001);
  expect(ledger?.scoring.median).toBeCloseTo(slowExperimentMs / 500, 10);
  expect(ledger?.product.projected).toBe(false);
  expect(ledger?.workers.median).toBe(4);
  expect(ledger?.engine.median).toBe(4);
  expect(ledger?.product.median).toBeCloseTo((32 * slowExperimentMs) / 1000, 10);
});

test('there is none before the races that it multiplies', () => {
  const loop = heatSample('loop', 1000, { loop: [100], batch: [1] });
  expect(ledgerOf([loop, heatSample('pool', 32, {})], sizes)).toBeNull();
});

test('its spread is that of its factors', () => {
  const loop = heatSample('loop', 1000, { loop: [90, 100, 120], batch: [1, 1, 1] });
  const pool = heatSample('pool', 32, {
    'one-worker': [16_000, 15_000, 17_000],
    'every-worker': [4000, 4000, 4000],
    fastest: [1000, 1000, 1000],
  });
  const product = ledgerOf([loop, pool], sizes)?.product;
  expect(product?.least).toBeLessThan(product?.median ?? 0);
  expect(product?.most).toBeGreaterThan(product?.median ?? Infinity);
});

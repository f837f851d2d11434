import { counted } from '#lib/format/counted.ts';
import type { Environment } from '#lib/experiment/result.ts';
import { raceParts } from '#lib/race/race-study.ts';
import type { HeatRecord } from './heat.ts';
import { roundsOf, type Presets } from './presets.ts';
import type { RaceRecord } from './race-record.ts';

/** The machine that figures are true for: `8 cores, Chromium 141, NVIDIA …`. */
export function machineWords(cores: number, runtime: string, renderer: string | null): string {
  const gpu = renderer && gpuWords(renderer);
  return [counted(cores, 'core'), runtime, gpu].filter(Boolean).join(', ');
}

/** The GPU in what a browser calls it: `ANGLE (Apple, ANGLE Metal Renderer: Apple M2, …)` is an `Apple M2`. */
export function gpuWords(renderer: string): string {
  return renderer
    .replace(/^ANGLE \([^,]*, (.*), [^,]*\)$/, '$1')
    .replace(/^ANGLE Metal Renderer: /, '')
    .replace(/ ?\(0x[\dA-F]+\)/i, '')
    .replace(/^Vulkan [\d.]+ \((.*)\)$/, '$1')
    .replace(/( Direct3D| vs_|\/PCIe).*$/, '');
}

/** The GPU that a lane of the heats ran on. */
export function rendererOf(
  heats: readonly HeatRecord[],
  environment: Environment | null,
): string | null {
  for (const { lanes } of heats) {
    for (const { where } of lanes) {
      const [backend, ...rest] = where.split(', ');
      if ((backend === 'webgl' || backend === 'webgpu') && rest.length > 0) return rest.join(', ');
    }
  }
  return environment?.renderer ?? null;
}

function densities(count: number): string {
  return count === 1 ? '1 density' : `${count} densities`;
}

/** `1,000 test rows, 3 densities, 32 replicates of 20 epochs` */
export function sizesWords({ rows, k, replicates, epochs }: RaceRecord['sizes']): string {
  return [
    counted(rows, 'test row'),
    densities(k),
    `${counted(replicates, 'replicate')} of ${counted(epochs, 'epoch')}`,
  ].join(', ');
}

/** What is raced: `1,000 test rows of simulated surgery, 3 densities, medians of 5 turns …`. */
export function workWords(presets: Presets, record: HeatRecord): string {
  const { rows, replicates, epochs } = presets;
  const turns = roundsOf(record.heat, presets);
  const medians =
    turns === 1
      ? 'one turn each'
      : `medians of ${turns} turns and their range, another lane first each time`;
  const work =
    record.heat.unit === 'rows'
      ? `${counted(rows, 'test row')} of simulated surgery`
      : [
          counted(replicates, 'replicate'),
          counted(epochs, 'epoch'),
          counted(raceParts(rows).train, 'row'),
        ].join(' × ');
  return [work, record.heat.title ? '' : densities(record.components), medians]
    .filter(Boolean)
    .join(', ');
}

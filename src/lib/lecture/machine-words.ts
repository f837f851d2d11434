import type { Environment } from '#lib/experiment/result.ts';
import type { HeatRecord } from './heat.ts';
import type { Presets } from './presets.ts';

/** The machine that figures are true for: `8 cores, Chromium 141, NVIDIA …`. */
export function machineWords(cores: number, runtime: string, renderer: string | null): string {
  const gpu = renderer && gpuWords(renderer);
  return [`${cores} core${cores === 1 ? '' : 's'}`, runtime, gpu].filter(Boolean).join(', ');
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

/** What is raced: `1,000 test rows of simulated surgery, 3 densities, medians of 5 turns …`. */
export function workWords(
  { rows, replicates, epochs, rounds }: Presets,
  record: HeatRecord,
): string {
  const densities = `${record.components} densit${record.components === 1 ? 'y' : 'ies'}`;
  const turns = Math.max(0, ...record.lanes.map((lane) => lane.turns.length)) || rounds;
  const medians =
    turns === 1
      ? 'one turn each'
      : `medians of ${turns} turns and their range, another lane first each time`;
  const work =
    record.heat.unit === 'rows'
      ? `${rows.toLocaleString('en')} test rows of simulated surgery`
      : `${replicates} replicates × ${epochs} epochs × ${(rows * 3.5).toLocaleString('en')} rows`;
  return [work, record.heat.title ? '' : densities, medians].filter(Boolean).join(', ');
}

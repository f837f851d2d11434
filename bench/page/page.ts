/** The benchmarks' page: offers every measurement to the command that drives it (browser.ts). */
import { startRun } from '#lib/workers/pool.ts';
import type { Finding } from '../finding.ts';
import { effortOf } from '../interleave.ts';
import { measures, type MeasureName } from '../measures/all.ts';
import type { AskTorch } from '../peers/torchPeer.ts';
import { startEngine, type Place } from '../place.ts';

declare global {
  interface Window {
    /** Put there by browser.ts. */
    askTorch: AskTorch;
  }
}

export interface PageBench {
  measure(name: MeasureName, quick: boolean): Promise<Finding>;
  /** The GPU's name as WebGL tells it, or why there is none. */
  renderer(): Promise<string>;
}

function chromiumPlace(quick: boolean): Place {
  return {
    name: 'Chromium',
    backends: ['wasm', 'cpu', 'webgl', 'webgpu'],
    effort: effortOf(quick),
    quick,
    cores: navigator.hardwareConcurrency,
    startRun: (plan, observer) => startRun(plan, observer),
    askTorch: (request) => window.askTorch(request),
  };
}

const bench: PageBench = {
  measure: (name, quick) => measures[name](chromiumPlace(quick)),
  async renderer() {
    const engine = await startEngine('webgl');
    return typeof engine === 'string' ? engine : (engine.renderer ?? 'unnamed');
  },
};
Object.assign(window, { bench });

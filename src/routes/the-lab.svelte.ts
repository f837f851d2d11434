import { History } from '#lib/history/history.ts';
import { FileOpening } from '#lib/lab/file-opening.svelte.ts';
import { Lab } from '#lib/lab/lab.svelte.ts';
import { pageStore } from '#lib/lab/page-store.ts';
import { deferredRun } from '#lib/run/deferred-run.ts';
import { DataClient } from '#lib/workers/data-client.ts';
import { storedGpuMemory } from '#lib/schedule/gpu-memory.ts';
import { runtimeName } from '#lib/workers/runtime.ts';

function makeLab(): Lab {
  const store = pageStore();
  const gpu = { memory: storedGpuMemory(store, runtimeName()) };
  let lab!: Lab;
  // Below no page: what it derives lives on when the page that first asked for it is left.
  $effect.root(() => {
    lab = new Lab({
      store,
      history: new History(),
      door: new DataClient(),
      startRun: deferredRun(async () => {
        const { startRun } = await import('#lib/workers/pool.ts');
        return (plan, observer) => startRun(plan, observer, { gpu });
      }),
      cores: navigator.hardwareConcurrency || 2,
    });
  });
  return lab;
}

let lab: Lab | null = null;

/** One lab for the whole visit: a run goes on while other pages are looked at. */
export function theLab(): Lab {
  lab ??= makeLab();
  return lab;
}

let opening: FileOpening | null = null;

/** Takes the files that are dropped, on whichever page. */
export function theOpening(): FileOpening {
  opening ??= new FileOpening(theLab());
  return opening;
}

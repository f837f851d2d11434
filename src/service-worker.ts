/// <reference lib="webworker" />
/**
 * Keeps the whole build in the browser, so that everything works without a network after the first visit.
 * The list of files is written in when the build is done (scripts/seal-build.js): SvelteKit's own list knows
 * neither the workers’ files nor any digest.
 */
import { base, version } from '$service-worker';
import { readPageMessage, type WorkerAnswer } from '#lib/offline/messages.ts';
import { Precache } from '#lib/offline/precache.ts';
import { contentPolicyHeader } from './content-policy.js';

const scope = globalThis.self as unknown as ServiceWorkerGlobalScope;

/** `path digest path digest …`, the root's path written as a dot. */
const FILES = '@files@';
const words = FILES.split(' ');
const files = words.flatMap((path, i) =>
  i % 2 === 0 ? [{ path: path === '.' ? '' : path, integrity: words[i + 1] ?? '' }] : [],
);
const precache = new Precache(base, version, files);

scope.addEventListener('install', (event) => event.waitUntil(precache.fill()));

// Pages that were loaded before the first worker came are answered by it from now on.
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = url.origin === location.origin && url.pathname.startsWith(`${base}/`);
  if (!ours || request.method !== 'GET') return;
  event.respondWith(answer(request));
  if (request.mode === 'navigate') event.waitUntil(retireWhereReplaced());
});

async function answer(request: Request): Promise<Response> {
  const response = await precache.answer(request);
  // A worker is bound by the headers of its script alone: no page's <meta> reaches it.
  const bound = request.destination === 'document' || request.destination === 'worker';
  if (!bound || response.type === 'error' || response.redirected || !response.ok) return response;
  const headers = new Headers(response.headers);
  headers.set('content-security-policy', contentPolicyHeader);
  headers.set('referrer-policy', 'no-referrer');
  return new Response(response.body, { status: response.status, headers });
}

scope.addEventListener('message', (event) => {
  const message = readPageMessage(event.data);
  if (!message) return;
  switch (message.type) {
    case 'ready?':
      event.waitUntil(check().then((found) => event.ports[0]?.postMessage(found)));
      break;
    case 'take over':
      event.waitUntil(scope.skipWaiting());
      break;
    default:
      message satisfies never;
  }
});

/** Fetches again what the browser may have dropped, and drops versions that no open page needs. */
async function check(): Promise<WorkerAnswer> {
  await precache.fill().catch(() => undefined);
  const { held = [] } = await navigator.locks.query();
  // A version that is about to come has a cache already, and no page yet.
  const { installing, waiting } = scope.registration;
  if (!installing && !waiting) await precache.tidy(held.map(({ name }) => name ?? ''));
  return { whole: await precache.isWhole() };
}

/** On one's own machine another project may come to be served at this port: then this worker leaves. */
async function retireWhereReplaced(): Promise<void> {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)) return;
  const found = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  if (!found || (found.ok && found.headers.get('content-type')?.includes('javascript'))) return;
  await precache.clear();
  await scope.registration.unregister();
}

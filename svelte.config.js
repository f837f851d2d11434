import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { sealed } from './scripts/seal-build.js';
import { sourceDigest } from './scripts/source-digest.js';
import { contentPolicy } from './src/content-policy.js';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: sealed(adapter()),
    // Relative addresses: the build works from any file host, under any sub-path.
    paths: { relative: true },
    csp: { mode: 'auto', directives: contentPolicy },
    // src/lib/offline registers it, once the page is there, and offers what is newer.
    serviceWorker: { register: false },
    version: { name: sourceDigest() },
  },
};

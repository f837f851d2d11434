/**
 * What a page of the app may load and do: its own files, and nothing from anywhere else. SvelteKit writes it into
 * every page; the service worker sends it with pages and with workers, which no <meta> can bind.
 *
 * `wasm-unsafe-eval` compiles WebAssembly and nothing else. The one hash is of the style attribute with which
 * SvelteKit hides what it reads out to screen readers after a change of page.
 *
 * @satisfies {NonNullable<import('@sveltejs/kit').KitConfig['csp']>['directives']}
 */
export const contentPolicy = {
  'default-src': ['none'],
  'script-src': ['self', 'wasm-unsafe-eval'],
  'style-src': ['self'],
  'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
  'img-src': ['self'],
  'font-src': ['self'],
  'connect-src': ['self'],
  'worker-src': ['self'],
  'base-uri': ['none'],
  'form-action': ['none'],
};

/** The same as a header. */
export const contentPolicyHeader = Object.entries(contentPolicy)
  .map(([directive, sources]) => `${directive} ${sources.map((source) => `'${source}'`).join(' ')}`)
  .join('; ');

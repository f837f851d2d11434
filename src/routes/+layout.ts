// Every page is a static shell; the studies, runs and results live in the browser only.
export const prerender = true;
export const ssr = false;
export const trailingSlash = 'always';

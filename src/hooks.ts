import type { Reroute } from '@sveltejs/kit';

/** Some hosts and programs name the file of a page: it is the page. */
export const reroute: Reroute = ({ url }) => url.pathname.replace(/\/index\.html$/, '/');

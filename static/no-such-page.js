// Runs in 404.html, which any host shows for an address that it does not have.

// Some programs escape the # of a link, and so make its end a part of the path.
const [, page, rest] = /^([^%]*?)\/?%23(\d.*)$/.exec(location.pathname) ?? [];
if (page !== undefined) location.replace(`${page}/#${rest}${location.search}`);

// The lab is the folder that its pages lie in; for any other address, the folder that was asked for.
const [root] = /^.*?\/(?=(?:result|runs|lecture)(?:\/|$))/.exec(location.pathname) ?? ['./'];
for (const link of document.querySelectorAll('a'))
  link.href = root + link.getAttribute('href').slice('./'.length);

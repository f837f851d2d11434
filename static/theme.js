// Sets the remembered theme before the first paint; src/lib/components/theme.svelte.ts changes it later.
try {
  const theme = localStorage.getItem('crps-lab:theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is barred: the system's theme it is.
}

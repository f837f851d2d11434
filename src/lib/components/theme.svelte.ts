export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

const KEY = 'crps-lab:theme';

function remembered(): ThemeName {
  try {
    const stored = localStorage.getItem(KEY);
    return THEMES.find((name) => name === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

/** The chosen theme. `static/theme.js` reads the same key before the first paint. */
class Theme {
  #name = $state<ThemeName>(remembered());

  get name(): ThemeName {
    return this.#name;
  }

  choose(name: ThemeName): void {
    this.#name = name;
    if (name === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // Storage is barred or full: the choice lasts until the page closes.
    }
  }
}

export const theme = new Theme();

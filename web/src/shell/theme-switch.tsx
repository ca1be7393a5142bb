import { useEffect, useState } from 'preact/hooks';

const systemDark = matchMedia('(prefers-color-scheme: dark)');

const isDark = (): boolean => {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined ? systemDark.matches : chosen === 'dark';
};

/** Tells what is drawn by hand (plots) that the colours are others now. */
export const themeChange = 'millrace-theme';

/** The system's theme holds until another is chosen here; the choice is kept (public/theme.js reads it). */
export function ThemeSwitch() {
  const [dark, setDark] = useState(isDark);
  useEffect(() => {
    const follow = (): void => {
      setDark(isDark());
      dispatchEvent(new Event(themeChange));
    };
    systemDark.addEventListener('change', follow);
    return () => systemDark.removeEventListener('change', follow);
  }, []);
  const change = (): void => {
    const theme = dark ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Storage may be forbidden: the choice then holds until the page is left.
    }
    setDark(!dark);
    dispatchEvent(new Event(themeChange));
  };
  const label = dark ? 'Switch to the light theme' : 'Switch to the dark theme';
  return (
    <button type="button" onClick={change} aria-label={label} title={label}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="6.500" fill="none" stroke="currentColor" stroke-width="2" />
        <path d="M10 3.500a6.500 6.500 0 0 1 0 13z" fill="currentColor" />
      </svg>
    </button>
  );
}

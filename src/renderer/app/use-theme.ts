import { useEffect, useSyncExternalStore } from 'react';
import { useLayout } from '../state/index.ts';
import type { ThemeName } from '../ui/index.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const forced = window.matchMedia('(forced-colors: active)');

function onSystem(heard: () => void) {
  dark.addEventListener('change', heard);
  forced.addEventListener('change', heard);
  return () => {
    dark.removeEventListener('change', heard);
    forced.removeEventListener('change', heard);
  };
}

const ofSystem = (): ThemeName => (forced.matches ? 'contrast' : dark.matches ? 'dark' : 'light');

/** The theme in force: the user's choice, else the system's. */
export function useTheme(): ThemeName {
  const choice = useLayout((s) => s.theme);
  const system = useSyncExternalStore(onSystem, ofSystem);
  const theme = choice === 'system' ? system : choice;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return theme;
}

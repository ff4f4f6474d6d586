import { createDarkTheme, createLightTheme, teamsHighContrastTheme, type BrandVariants, type Theme } from '@fluentui/react-components';

export type ThemeName = 'light' | 'dark' | 'contrast';

const brand: BrandVariants = {
  10: '#061724', 20: '#082338', 30: '#0a2e4a', 40: '#0c3b5e', 50: '#0e4775', 60: '#0f548c', 70: '#115ea3', 80: '#0f6cbd',
  90: '#2886de', 100: '#479ef5', 110: '#62abf5', 120: '#77b7f7', 130: '#96c6fa', 140: '#b4d6fa', 150: '#cfe4fa', 160: '#ebf3fc',
};

/** Compact: 12/16 wherever Fluent would use 12 or 14, its own colours replaced by the tokens of theme.css. */
const compact = (theme: Theme): Theme => ({
  ...theme,
  fontFamilyBase: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizeBase200: '12px', fontSizeBase300: '12px', fontSizeBase400: '14px', fontSizeBase500: '14px',
  lineHeightBase200: '16px', lineHeightBase300: '16px', lineHeightBase400: '20px', lineHeightBase500: '20px',
});

const named = (theme: Theme): Theme => ({
  ...compact(theme),
  colorNeutralBackground1: 'var(--dialog)',
  colorNeutralForeground1: 'var(--text)',
  colorNeutralForeground2: 'var(--text)',
  colorNeutralForeground3: 'var(--secondary)',
  colorNeutralForeground4: 'var(--muted)',
  colorNeutralForegroundDisabled: 'var(--disabled)',
  colorNeutralStroke1: 'var(--edge)',
  colorNeutralStroke2: 'var(--line)',
  colorNeutralStrokeAccessible: 'var(--secondary)',
  colorStrokeFocus2: 'var(--accent)',
  colorNeutralBackground1Hover: 'var(--hover)',
  colorSubtleBackgroundHover: 'var(--hover)',
  colorBrandForegroundLink: 'var(--link)',
});

export const themes: Record<ThemeName, Theme> = {
  light: named(createLightTheme(brand)),
  dark: named({ ...createDarkTheme(brand), colorBrandForeground1: brand[110], colorBrandForeground2: brand[120] }),
  contrast: compact(teamsHighContrastTheme),
};

import type { PaletteOptions, Theme } from '@mui/material/styles';
import type { RaThemeOptions } from 'react-admin';

/** The colours of an effect: told apart in light and dark, and never the only sign. */
export interface EffectColours {
  readonly better: string;
  readonly worse: string;
  readonly unclear: string;
}

declare module '@mui/material/styles' {
  interface Palette {
    effect: EffectColours;
  }
  interface PaletteOptions {
    effect?: EffectColours;
  }
}

const LIGHT: PaletteOptions = {
  mode: 'light',
  primary: { main: '#1d4f91', dark: '#163d70', light: '#e8eff9', contrastText: '#ffffff' },
  secondary: { main: '#4a5568' },
  error: { main: '#b42318' },
  warning: { main: '#8a5a00' },
  success: { main: '#1a6b3c' },
  info: { main: '#1d4f91' },
  background: { default: '#f6f7f9', paper: '#ffffff' },
  text: { primary: '#1a2130', secondary: '#525c6e', disabled: '#6b7484' },
  divider: '#dfe3ea',
  effect: { better: '#1a6b3c', worse: '#b42318', unclear: '#525c6e' },
};

const DARK: PaletteOptions = {
  mode: 'dark',
  primary: { main: '#9fc3f5', dark: '#7aa9e8', light: '#1f2f47', contrastText: '#0d1626' },
  secondary: { main: '#b4bdcc' },
  error: { main: '#ff9d94' },
  warning: { main: '#f0c069' },
  success: { main: '#7fd6a2' },
  info: { main: '#9fc3f5' },
  background: { default: '#11151c', paper: '#191f29' },
  text: { primary: '#e8ecf3', secondary: '#a9b3c4', disabled: '#8d97a8' },
  divider: '#2c3544',
  effect: { better: '#7fd6a2', worse: '#ff9d94', unclear: '#a9b3c4' },
};

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif';

export const MONOSPACE = 'ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", Menlo, monospace';

const heading = (fontSize: string, lineHeight: number) => ({ fontSize, lineHeight, fontWeight: 650 });

const themeOf = (palette: PaletteOptions): RaThemeOptions => ({
  palette,
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: FONT,
    fontSize: 14,
    h1: { ...heading('1.625rem', 1.25), letterSpacing: '-0.01em' },
    h2: heading('1.125rem', 1.35),
    h3: heading('0.9375rem', 1.4),
    body2: { fontSize: '0.875rem', lineHeight: 1.5 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.45 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        // The app bar stays in place: what takes the focus must not hide behind it.
        html: { scrollPaddingTop: 80 },
        table: { fontVariantNumeric: 'tabular-nums' },
        'a:focus-visible': { outline: '2px solid currentColor', outlineOffset: 2, borderRadius: 3 },
      },
    },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { minHeight: 34 } } },
    MuiButtonBase: {
      styleOverrides: {
        root: { '&.Mui-focusVisible': { outline: '2px solid currentColor', outlineOffset: 2 } },
      },
    },
    MuiTextField: { defaultProps: { variant: 'outlined', margin: 'dense', size: 'small', fullWidth: true } },
    MuiFormControl: {
      defaultProps: { variant: 'outlined', margin: 'dense', size: 'small', fullWidth: true },
    },
    MuiAutocomplete: { defaultProps: { fullWidth: true } },
    MuiFormHelperText: { styleOverrides: { root: { marginLeft: 0, fontSize: '0.8125rem' } } },
    MuiTableCell: {
      styleOverrides: {
        root: ({ theme }: { theme: Theme }) => ({ borderColor: theme.palette.divider, padding: '10px 16px' }),
        head: ({ theme }: { theme: Theme }) => ({
          color: theme.palette.text.secondary,
          fontSize: '0.8125rem',
          fontWeight: 600,
          lineHeight: 1.4,
        }),
      },
    },
    MuiTableSortLabel: { styleOverrides: { root: { minHeight: 24 } } },
    MuiTooltip: { defaultProps: { enterDelay: 300 } },
    MuiAlert: { styleOverrides: { root: { alignItems: 'flex-start' } } },
  },
});

export const lightTheme = themeOf(LIGHT);
export const darkTheme = themeOf(DARK);

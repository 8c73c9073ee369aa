import {
  createUnifiedTheme,
  defaultTypography,
  type PageTheme,
} from '@backstage/theme';
import { darkPalette, lightPalette } from './palette';

const fontFamily = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

/** Makes the theme for Material UI parts; parts of `@backstage/ui` read tokens.css. */
export function createTheme(mode: 'light' | 'dark') {
  const palette = mode === 'light' ? lightPalette : darkPalette;
  const plain: PageTheme = {
    colors: [palette.background.default, palette.background.default],
    shape: 'none',
    backgroundImage: 'none',
    fontColor: palette.text.primary,
  };
  return createUnifiedTheme({
    palette,
    fontFamily,
    defaultPageTheme: 'home',
    pageTheme: { home: plain },
    typography: {
      ...defaultTypography,
      fontFamily,
      h1: { fontSize: 24, fontWeight: 700, marginBottom: 6 },
      h2: { fontSize: 22, fontWeight: 700, marginBottom: 6 },
      h3: { fontSize: 20, fontWeight: 700, marginBottom: 6 },
      h4: { fontSize: 18, fontWeight: 600, marginBottom: 6 },
      h5: { fontSize: 16, fontWeight: 600, marginBottom: 4 },
      h6: { fontSize: 15, fontWeight: 600, marginBottom: 2 },
    },
    components: {
      MuiPaper: { styleOverrides: { rounded: { borderRadius: 10 } } },
      MuiButton: {
        styleOverrides: { root: { textTransform: 'none', borderRadius: 7 } },
      },
      MuiTab: { styleOverrides: { root: { textTransform: 'none' } } },
      // Backstage breaks words anywhere in a table, so that "Recommendations" takes three lines.
      MuiTableCell: {
        styleOverrides: {
          root: { wordBreak: 'normal', overflowWrap: 'break-word' },
        },
      },
      CatalogReactUserListPicker: {
        styleOverrides: {
          root: {
            backgroundColor: 'transparent',
            boxShadow: 'none',
            margin: 0,
          },
          title: { marginLeft: 0 },
          groupWrapper: { margin: '8px 0 16px' },
          menuItem: { paddingLeft: 10, paddingRight: 10 },
          listIcon: { minWidth: 26 },
        },
      },
      BackstageHeader: {
        styleOverrides: {
          header: {
            boxShadow: 'none',
            borderBottom: `1px solid ${palette.border}`,
            paddingTop: 16,
            paddingBottom: 12,
          },
          title: { color: palette.text.primary },
          subtitle: { color: palette.text.secondary },
          type: { color: palette.text.secondary },
          breadcrumb: { color: palette.text.secondary },
          breadcrumbType: { color: palette.text.secondary },
          breadcrumbTitle: { color: palette.text.primary },
        },
      },
      BackstageHeaderLabel: {
        styleOverrides: {
          label: { color: palette.text.secondary },
          value: { color: palette.text.primary },
        },
      },
    },
  });
}

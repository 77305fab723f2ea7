import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** #0b6b4f and its family; the seventh is the one that white text stands on. */
const field: MantineColorsTuple = [
  '#e8f6f1',
  '#d3eae2',
  '#a6d5c5',
  '#76bfa6',
  '#4fad8c',
  '#37a27b',
  '#1f8a66',
  '#0b6b4f',
  '#075a41',
  '#004832',
];

export const theme = createTheme({
  colors: { field },
  primaryColor: 'field',
  primaryShade: 7,
  fontFamily: '"Noto Sans", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.4' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.5' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    Fieldset: { styles: { legend: { fontWeight: 600 } } },
    Modal: { styles: { title: { fontWeight: 650, fontSize: '1.0625rem' } } },
  },
  focusRing: 'auto',
  respectReducedMotion: true,
});

/** What is said quietly is still read by everybody: 4.5 to 1 on its ground. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565e68',
    '--mantine-color-placeholder': '#6b7480',
    '--mantine-color-default-border': '#c9d1ce',
    '--mantine-color-error': '#b42318',
  },
  dark: {
    '--mantine-color-body': '#1e2225',
    '--mantine-color-dimmed': '#a6adb6',
    '--mantine-color-placeholder': '#98a0aa',
    '--mantine-color-default-border': '#3a4146',
    '--mantine-color-error': '#ff9a8d',
    '--mantine-color-field-light': '#16352b',
    '--mantine-color-field-light-hover': '#1d4537',
    '--mantine-color-field-light-color': '#9fe3c8',
  },
});

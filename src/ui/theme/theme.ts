import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e9f6f3', '#d3ece6', '#a5d9ce', '#7fd1c1', '#4fb5a4', '#2f9c8b', '#1a8577', '#107067', '#0d655d', '#0d5f58',
] // prettier-ignore
const gray: MantineColorsTuple = [
  '#faf9f6', '#f4f2ed', '#ebe7df', '#e0dbd1', '#cdc7ba', '#aaa396', '#857e71', '#635d53', '#3f3b34', '#23211d',
] // prettier-ignore
const dark: MantineColorsTuple = [
  '#ece8e0', '#c9c3b8', '#b3ada1', '#7c766b', '#4a463f', '#37342e', '#292723', '#201f1c', '#171614', '#11100e',
] // prettier-ignore

/** The look of the staff screens: dense, warm, calm. The colours themselves are in tokens.css. */
export const theme = createTheme({
  primaryColor: 'teal',
  // Shade 9 in both schemes: lighter ones fail the contrast of filled controls in the dark.
  primaryShade: { light: 9, dark: 9 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { teal, gray, dark },
  white: '#ffffff',
  black: '#23211d',
  fontFamily: 'var(--at-font)',
  fontFamilyMonospace: 'var(--at-mono)',
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '28px' },
      h2: { fontSize: '17px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 32 } },
    // Help stands below the field, so that fields side by side are level whether they have some or not.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    TextInput: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    Modal: { defaultProps: { radius: 12, overlayProps: { backgroundOpacity: 0.45, blur: 1 } } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 } } },
    Menu: { defaultProps: { shadow: 'md', radius: 10 } },
  },
})

/** Mantine's own variables, set to ours where its defaults fail the contrast rules or our look. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#23211d',
    '--mantine-color-dimmed': '#5f5a51',
    '--mantine-color-placeholder': '#6d675d',
    '--mantine-color-anchor': '#0b5a53',
    '--mantine-color-default-border': '#d3cdc1',
    '--mantine-color-teal-light': '#e0f0ec',
    '--mantine-color-teal-light-color': '#04514a',
    '--mantine-color-blue-light-color': '#1b4a78',
    '--mantine-color-gray-light-color': '#3f3b34',
    '--mantine-color-red-light-color': '#8c1d16',
    '--mantine-color-gray-text': '#4d4840',
    '--mantine-color-error': '#a3271f',
    '--mantine-color-red-filled': '#a3271f',
    '--mantine-color-red-filled-hover': '#8c1d16',
    '--mantine-color-teal-filled-hover': '#0a4b46',
  },
  dark: {
    '--mantine-color-body': '#201f1c',
    '--mantine-color-text': '#ece8e0',
    '--mantine-color-dimmed': '#b3ada1',
    '--mantine-color-placeholder': '#a09a8e',
    '--mantine-color-anchor': '#7fd1c1',
    '--mantine-color-default': '#292723',
    '--mantine-color-default-hover': '#33302b',
    '--mantine-color-default-border': '#4a463f',
    '--mantine-color-teal-light': '#17332f',
    '--mantine-color-teal-light-color': '#8fdccd',
    '--mantine-color-blue-light-color': '#9cc7ef',
    '--mantine-color-gray-light-color': '#d4cec3',
    '--mantine-color-red-light-color': '#f5a69c',
    '--mantine-color-gray-text': '#c9c3b8',
    '--mantine-color-teal-text': '#7fd1c1',
    '--mantine-color-error': '#f5a69c',
    '--mantine-color-red-filled': '#a3271f',
    '--mantine-color-red-filled-hover': '#b5372e',
    '--mantine-color-teal-filled-hover': '#0f7a71',
  },
})

import {
  buttonDark,
  commonDark,
  createTheme,
  drawerDark,
  inputDark,
  inputNumberDark,
  modalDark,
  progressDark,
  radioDark,
  scrollbarDark,
  spinDark,
  tableDark,
  tagDark,
  type GlobalTheme,
  type GlobalThemeOverrides,
} from 'naive-ui'
import type { Palette } from './palette.ts'

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif'
const fontFamilyMono =
  'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono", monospace'

/** Holds the dark theme of those naive-ui components that the page uses, and of no others. */
export const naiveDark: GlobalTheme = createTheme([
  commonDark,
  buttonDark,
  drawerDark,
  inputDark,
  inputNumberDark,
  modalDark,
  progressDark,
  radioDark,
  scrollbarDark,
  spinDark,
  tableDark,
  tagDark,
])

/** Gives naive-ui the colours of a palette and the page's own measures. */
export const naiveOverrides = (palette: Palette): GlobalThemeOverrides => ({
  common: {
    fontFamily,
    fontFamilyMono,
    fontSize: '14px',
    fontSizeMedium: '14px',
    fontSizeSmall: '13px',
    borderRadius: '6px',
    borderRadiusSmall: '4px',
    bodyColor: palette.canvas,
    cardColor: palette.surface,
    modalColor: palette.surface,
    popoverColor: palette.surface,
    tableColor: palette.surface,
    tableHeaderColor: palette.surface,
    inputColor: palette.surface,
    borderColor: palette.lineStrong,
    dividerColor: palette.line,
    textColorBase: palette.text,
    textColor1: palette.text,
    textColor2: palette.text,
    textColor3: palette.muted,
    placeholderColor: palette.muted,
    primaryColor: palette.accent,
    primaryColorHover: palette.accentHover,
    primaryColorPressed: palette.accentPressed,
    primaryColorSuppl: palette.accentHover,
    infoColor: palette.accent,
    infoColorHover: palette.accentHover,
    infoColorPressed: palette.accentPressed,
    infoColorSuppl: palette.accentHover,
    errorColor: palette.bad,
    errorColorHover: palette.bad,
    errorColorPressed: palette.bad,
    errorColorSuppl: palette.bad,
  },
  Button: {
    textColorPrimary: palette.onAccent,
    textColorHoverPrimary: palette.onAccent,
    textColorPressedPrimary: palette.onAccent,
    textColorFocusPrimary: palette.onAccent,
    textColorDisabledPrimary: palette.onAccent,
    border: `1px solid ${palette.lineStrong}`,
  },
  Switch: { railColor: palette.lineStrong },
  Input: { color: palette.surface, border: `1px solid ${palette.lineStrong}` },
  Table: {
    thColor: palette.surface,
    thTextColor: palette.muted,
    thFontWeight: '500',
    borderColor: palette.line,
    tdColor: palette.surface,
    fontSizeSmall: '13px',
    thPaddingSmall: '8px 12px',
    tdPaddingSmall: '7px 12px',
  },
})

/** Names every colour that the page uses; each has a value in the light and in the dark theme. */
export interface Palette {
  canvas: string
  surface: string
  sunken: string
  line: string
  lineStrong: string
  text: string
  muted: string
  accent: string
  accentHover: string
  accentPressed: string
  accentSoft: string
  onAccent: string
  ok: string
  okSoft: string
  warn: string
  warnSoft: string
  bad: string
  badSoft: string
}

/** Holds the colours of the light theme; texts keep at least 4.5 to 1 on their ground. */
export const lightPalette: Palette = {
  canvas: '#f6f7f9',
  surface: '#ffffff',
  sunken: '#eff1f4',
  line: '#e1e4ea',
  lineStrong: '#c9ced8',
  text: '#1a1f2b',
  muted: '#596172',
  accent: '#2a5bd0',
  accentHover: '#3567de',
  accentPressed: '#214bb0',
  accentSoft: '#e8eefc',
  onAccent: '#ffffff',
  ok: '#1b7446',
  okSoft: '#e4f4eb',
  warn: '#8a5600',
  warnSoft: '#fcf1da',
  bad: '#b3261e',
  badSoft: '#fdeae8',
}

/** Holds the colours of the dark theme. */
export const darkPalette: Palette = {
  canvas: '#12151b',
  surface: '#1a1e27',
  sunken: '#222734',
  line: '#2b3140',
  lineStrong: '#414a5e',
  text: '#e5e8ef',
  muted: '#a0a9ba',
  accent: '#87a9ff',
  accentHover: '#9db9ff',
  accentPressed: '#6f95f5',
  accentSoft: '#232f4d',
  onAccent: '#0b1530',
  ok: '#6fd29b',
  okSoft: '#18352a',
  warn: '#f1bd62',
  warnSoft: '#3a2d14',
  bad: '#ff938a',
  badSoft: '#43211f',
}

const cssName = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** Writes a palette to the style of an element, as custom properties. */
export const applyPalette = (palette: Palette, style: CSSStyleDeclaration): void => {
  for (const [name, value] of Object.entries<string>({ ...palette })) style.setProperty(cssName(name), value)
}

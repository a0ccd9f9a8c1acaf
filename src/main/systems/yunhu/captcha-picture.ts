import { randomInt } from 'node:crypto'

declare module 'ppfun-captcha' {
  /** Draws a text of the caller's choice; missing from the package's own declarations. */
  export function createCaptcha(text: string, options: Readonly<Record<string, string | number>>): string
}

/** Leaves out what looks like another once it is bent, and the widest: M and W run into their neighbours. */
const letters = 'ACEFHKLNPRTXY346'
const length = 5

const picture = {
  width: 460,
  height: 150,
  fontSize: 120,
  background: '#ffffff',
  stroke: '#1f2933',
  style: 'stroke-width: 2.5; stroke-linejoin: round',
  nodeDeviation: 2,
  connectionPathDeviation: 6,
} as const

/**
 * Draws a text that a person can read off the picture, and gives both; `img` is a data: URL of an SVG. The text comes
 * from a CSPRNG by default; where the lines go does not, and need not.
 */
export async function drawCaptcha(
  choose: (below: number) => number = randomInt,
): Promise<{ text: string; img: string }> {
  // The font is read when the package is: not before somebody asks for a picture.
  const { createCaptcha } = await import('ppfun-captcha')
  const text = Array.from({ length }, () => letters.charAt(choose(letters.length))).join('')
  const svg = Buffer.from(createCaptcha(text, picture), 'utf8')
  return { text, img: `data:image/svg+xml;base64,${svg.toString('base64')}` }
}

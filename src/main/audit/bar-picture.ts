import { markup, type HtmlText } from './markup.ts'

/** Carries one bar of a picture. */
export interface Bar {
  label: string
  value: number
}

const width = 720
const height = 150
const base = height - 22
const top = 14
const mostLabels = 12

/** Draws bars as an inline picture that needs no script and prints; every bar says its value. */
export function barPicture(title: string, bars: readonly Bar[]): HtmlText {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const step = width / Math.max(1, bars.length)
  const every = Math.max(1, Math.ceil(bars.length / mostLabels))
  const drawn = bars.map(({ label, value }, at) => {
    const tall = (value / most) * (base - top)
    const [x, y] = [places(at * step + step * 0.1), places(base - tall)]
    const middle = places((at + 0.5) * step)
    const name = markup`<text x="${middle}" y="${height - 6}" text-anchor="middle">${label}</text>`
    const bar = markup`<rect x="${x}" y="${y}" width="${places(step * 0.8)}" height="${places(tall)}"/>`
    return markup`<g><title>${label}: ${value}</title>${bar}${at % every === 0 ? name : ''}</g>
`
  })
  return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<text x="0" y="10">${most}</text><line x1="0" y1="${base}" x2="${width}" y2="${base}"/>
${drawn}</svg>`
}

function places(value: number): string {
  return value.toFixed(1)
}

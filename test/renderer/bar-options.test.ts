import { describe, expect, it } from 'vitest'
import { barOptions } from '../../src/renderer/features/overview/bar-options.ts'
import type { Series, SeriesTone } from '../../src/renderer/features/overview/figures.ts'
import { lightPalette } from '../../src/renderer/theme/palette.ts'

const row = (tone: SeriesTone, values: readonly number[]): Series => ({ name: tone, tone, values })
const legendOf = (...series: readonly Series[]): unknown =>
  barOptions(
    { labels: ['1', '2'], series, everyLabel: false },
    { palette: lightPalette, fontFamily: 'serif' },
  )['legend']

describe('the bars of a chart', () => {
  it('are named where there is more than one row, or one that is not in the colour of the page', () => {
    expect(legendOf(row('accent', [1, 0]), row('bad', [0, 2]))).toMatchObject({ show: true })
    expect(legendOf(row('ok', [0, 0]), row('bad', [0, 2]))).toMatchObject({ show: true })
  })

  it('are not named where the title says what the only row is', () => {
    expect(legendOf(row('accent', [1, 0]), row('bad', [0, 0]))).toMatchObject({ show: false })
  })

  it('have no number broken over two lines, and words only between them', () => {
    const { xAxis } = barOptions(
      {
        labels: ['0–6', '180–364', '365+', 'not known'],
        series: [row('ok', [1, 0, 0, 0])],
        everyLabel: true,
      },
      { palette: lightPalette, fontFamily: 'serif' },
    ) as { xAxis: { data: string[]; axisLabel: { formatter: (label: string) => string } } }
    expect(xAxis.data.map(xAxis.axisLabel.formatter)).toEqual(['0–6', '180–364', '365+', 'not\nknown'])
  })
})

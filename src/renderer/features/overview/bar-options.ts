import type { EChartsCoreOption } from 'echarts/core'
import type { Palette } from '../../theme/palette.ts'
import type { Figures } from './figures.ts'

/** Breaks a label between its words, and never a number: eight labels stand close beside each other. */
const inTwoLines = (label: string): string => label.replace(' ', '\n')

/**
 * Says how figures are drawn as stacked bars in the colours and the font of the page; rows without any figure are left
 * out. The font is named in full, because labels are measured before they are drawn.
 */
export const barOptions = (
  { labels, series, everyLabel }: Figures,
  { palette, fontFamily }: { palette: Palette; fontFamily: string },
): EChartsCoreOption => {
  const drawn = series.filter(({ values }) => values.some((value) => value > 0))
  // One row in the page's own colour is what the title says; any other colour has to be named.
  const isNamed = drawn.length > 1 || drawn.some(({ tone }) => tone !== 'accent')
  const text = { color: palette.muted, fontFamily, fontSize: 12 }
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 4, right: 4, top: isNamed ? 34 : 12, bottom: 2, containLabel: true },
    legend: {
      show: isNamed,
      top: 0,
      left: 0,
      icon: 'roundRect',
      itemWidth: 10,
      itemHeight: 10,
      selectedMode: false,
      textStyle: { ...text, color: palette.text },
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.sunken, opacity: 0.7 } },
      backgroundColor: palette.surface,
      borderColor: palette.lineStrong,
      textStyle: { color: palette.text, fontFamily, fontSize: 12 },
      confine: true,
    },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisLabel: everyLabel
        ? { ...text, fontSize: 11, lineHeight: 13, interval: 0, formatter: inTwoLines }
        : { ...text, hideOverlap: true, showMaxLabel: true },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: text,
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: drawn.map(({ name, tone, values }) => ({
      type: 'bar',
      name,
      stack: 'all',
      data: [...values],
      barMaxWidth: 34,
      itemStyle: { color: palette[tone] },
      emphasis: { disabled: true },
    })),
  }
}

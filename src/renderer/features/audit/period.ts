/** Lists the spans of time that the table of events can be narrowed to. */
export const periods = ['hour', 'day', 'week', 'month', 'custom'] as const

/** Names a span of time. */
export type Period = (typeof periods)[number]

const hour = 60 * 60 * 1000
const lengths: Record<Exclude<Period, 'custom'>, number> = {
  hour,
  day: 24 * hour,
  week: 7 * 24 * hour,
  month: 30 * 24 * hour,
}

const dayStart = (day: string, plusDays: number): string | null => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) return null
  const moment = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + plusDays)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

/** Turns a span into UTC moments; whole local days are taken from the first one's start to the last one's end. */
export const momentsOf = (
  period: Period | null,
  days: { from: string | null; to: string | null },
  now: Date,
): { from?: string; to?: string } => {
  if (period === null) return {}
  if (period !== 'custom') return { from: new Date(now.getTime() - lengths[period]).toISOString() }
  const from = days.from === null ? null : dayStart(days.from, 0)
  const to = days.to === null ? null : dayStart(days.to, 1)
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
}

/** Lists the spans of time that the table of exchanges can be narrowed to. */
export const spans = ['hour', 'day', 'week', 'month'] as const

/** Names a span of time that ends now. */
export type Span = (typeof spans)[number]

const hours: Record<Span, number> = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 }

/** Gives the moment (UTC) at which a span that ends now began. */
export const momentBefore = (span: Span, now: Date): string =>
  new Date(now.getTime() - hours[span] * 60 * 60 * 1000).toISOString()

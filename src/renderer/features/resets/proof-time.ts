const minute = 60_000

const written = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/** Writes an offset from UTC in minutes as ISO 8601 does, such as +08:00. */
const offsetText = (minutes: number): string => {
  const pair = (part: number): string => String(part).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${pair(Math.floor(size / 60))}:${pair(size % 60)}`
}

/**
 * Writes a moment for whoever reads a proof, wherever they are: as the clock stood where the local time is that many
 * minutes ahead of UTC, and in UTC; without an offset, where this page is.
 */
export const proofTime = (iso: string, offset = -new Date(iso).getTimezoneOffset()): string => {
  const at = Date.parse(iso)
  return `${written(at + offset * minute)} ${offsetText(offset)} (${written(at)} UTC)`
}

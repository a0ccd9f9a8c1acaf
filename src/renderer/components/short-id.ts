const most = 16
const head = 8
const tail = 6

/** Shortens an ID in its middle, since what tells IDs apart stands at either end; null where it is short enough. */
export const shortId = (id: string): string | null => {
  const signs = Array.from(id)
  if (signs.length <= most) return null
  return `${signs.slice(0, head).join('')}…${signs.slice(-tail).join('')}`
}

/** Names a file by the day and the minute, in local time. */
export const datedName = (name: string, ending: string, now = new Date()): string => {
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${String(now.getFullYear())}${two(now.getMonth() + 1)}${two(now.getDate())}`
  return `${name}-${day}-${two(now.getHours())}${two(now.getMinutes())}.${ending}`
}

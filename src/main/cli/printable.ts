/** Shows what could steer a terminal as its JSON escape: names come from outside. */
export function printable(text: unknown): string {
  return String(text).replaceAll(/\p{C}/gu, (character) =>
    JSON.stringify(character)
      .slice(1, -1)
      .replace(/^\p{C}$/u, '\u{fffd}'),
  )
}

import type { Writable } from 'node:stream'

// Also the controls beyond ASCII, which some terminals obey as well, and those that turn the writing round.
const steering = /\r(?!\n)|[^\P{Cc}\t\r\n]|\p{Bidi_Control}/gu

/** Writes out by its number what would steer a terminal: a backend’s answer or a name from a file may hold it. */
function forTerminal(line: string): string {
  return line.replaceAll(steering, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/**
 * Makes a way to write lines to a stream whose reader may go away, as `head` does: what is written then is lost, and the
 * command ends with the exit code that it has found. On a terminal nothing that a line holds steers it.
 */
export function lineWriter(stream: Writable & { isTTY?: boolean }): (line: string) => void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return (line) => {
    stream.write(`${stream.isTTY === true ? forTerminal(line) : line}\n`)
  }
}

import type { Writable } from 'node:stream'

/**
 * Makes a way to write lines to a stream whose reader may go away, as `head` does: what is written then is lost, and the
 * command ends with the exit code that it has found.
 */
export function lineWriter(stream: Writable): (line: string) => void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return (line) => {
    stream.write(`${line}\n`)
  }
}

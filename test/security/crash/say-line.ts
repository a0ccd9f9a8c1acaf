import { writeSync } from 'node:fs'

const standstill = new Int32Array(new SharedArrayBuffer(4))

/** Writes a whole line to the standard output, in place; where its reader is behind, waits for it. */
export function sayLine(line: string): void {
  let rest: Buffer = Buffer.from(`${line}\n`)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(standstill, 0, 0, 1)
    }
  }
}

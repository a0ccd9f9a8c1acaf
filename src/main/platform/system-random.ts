import { randomBytes } from 'node:crypto'
import type { Clock, Random } from '../../shared/model/ports.ts'

const poolSize = 4096
const mostFromPool = 64

/** Makes the system's source of random bytes and of UUIDv7 that grow in the order in which they are made. */
export function createSystemRandom(clock: Clock): Random {
  let lastTime = 0
  let counter = 0
  let pool = Buffer.alloc(0)
  let taken = 0
  /** Takes few bytes from a pool, which is wiped where they were: many small requests of the system cost more. */
  const fewBytes = (length: number): Buffer => {
    if (taken + length > pool.length) {
      pool = randomBytes(poolSize)
      taken = 0
    }
    const bytes = Buffer.from(pool.subarray(taken, taken + length))
    pool.fill(0, taken, taken + length)
    taken += length
    return bytes
  }
  return {
    bytes: (length) => (length <= mostFromPool ? fewBytes(length) : randomBytes(length)),
    uuid() {
      const time = clock.now()
      if (time > lastTime) {
        lastTime = time
        counter = 0
      } else {
        counter = (counter + 1) & 0xfff
        if (counter === 0) lastTime++
      }
      const tail = randomBytes(8)
      tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80
      const hex =
        lastTime.toString(16).padStart(12, '0') + (0x7000 | counter).toString(16) + tail.toString('hex')
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
  }
}

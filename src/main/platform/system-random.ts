import { randomBytes } from 'node:crypto'
import type { Clock, Random } from '../../shared/model/ports.ts'

/** Makes the system's source of random bytes and of UUIDv7 that grow in the order in which they are made. */
export function createSystemRandom(clock: Clock): Random {
  let lastTime = 0
  let counter = 0
  return {
    bytes: (length) => randomBytes(length),
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

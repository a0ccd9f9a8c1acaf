import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock, Random } from '../../../shared/model/ports.ts'
import type { CallerId } from '../../rpc/handler.ts'

/** Says how long the code of a link can be spent, in milliseconds. */
export const codeLife = 60_000

/** Turns the code of a link, once, into a bearer, and knows the bearers that it gave. */
export interface Pairing {
  /** Makes a new code; the one before it is void. */
  newCode(): string
  /** Gives a bearer for the code, which is then spent; null for any other, spent or late one. */
  spend(code: string): string | null
  /** Names the caller that holds a bearer; null for one that was never given. */
  callerOf(bearer: string): CallerId | null
}

/**
 * Makes the pairing of a host; codes and bearers have 256 bits and are compared in constant time. A code lives by a time
 * that setting the clock does not change.
 */
export function createPairing({ clock, random }: { clock: Clock; random: Random }): Pairing {
  const now = (): number => clock.elapsed?.() ?? clock.now()
  let open: { digest: Buffer; until: number } | null = null
  const bearers: { digest: Buffer; caller: CallerId }[] = []
  const token = (): string => Buffer.from(random.bytes(32)).toString('base64url')

  return {
    newCode() {
      const code = token()
      open = { digest: digestOf(code), until: now() + codeLife }
      return code
    },
    spend(code) {
      if (open === null || now() >= open.until || !timingSafeEqual(open.digest, digestOf(code))) return null
      open = null
      const bearer = token()
      bearers.push({ digest: digestOf(bearer), caller: `browser-${random.uuid()}` })
      return bearer
    },
    callerOf(bearer) {
      const digest = digestOf(bearer)
      let caller: CallerId | null = null
      for (const known of bearers) if (timingSafeEqual(known.digest, digest)) caller = known.caller
      return caller
    },
  }
}

function digestOf(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}

/** Lists whose passwords are changed, and in which way: every way has answers and proofs of its own. */
export const ways = ['openim', 'nobase-password', 'nobase-token', 'shuidi', 'yunhu'] as const

/** Names a way in which a password is changed. */
export type Way = (typeof ways)[number]

/** Lists what can happen to one request. */
export const mishaps = [
  'none',
  'refusal',
  'drop-before',
  'drop-after',
  'late-answer',
  'late-effect',
  'redirect',
  'server-error',
  'garbage',
  'contradiction',
  'lock-out',
] as const

/** Says what happens to a request, and whether it takes effect where both can be. */
export interface Fault {
  mishap: (typeof mishaps)[number]
  takesEffect: boolean
}

/** Says what happens to everything that one change sends; a killed change is one whose desk dies at a moment. */
export interface Schedule {
  name: string
  way: Way
  killedAt: 'sign-in' | 'change' | null
  change: Fault
  /** Says that a request whose desk was killed still takes effect afterwards. */
  lateEffect: boolean
  /** Says what happens to each sign-in that tries a candidate, and to each repeated request, in their order. */
  later: Fault[]
}

/** Says whether a client has to give up waiting, so that what is late comes after it. */
export function isLate(fault: Fault | undefined): boolean {
  return fault?.mishap === 'late-answer' || fault?.mishap === 'late-effect'
}

/** Makes the same schedules from the same seed. */
export function randomSchedules(seed: number, count: number, killed: boolean): Schedule[] {
  const random = randomFrom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const fault = (from: readonly Fault['mishap'][]): Fault => ({
    mishap: pick(from),
    takesEffect: random() < 0.5,
  })
  return Array.from({ length: count }, (_, index): Schedule => {
    const way = ways[index % ways.length] ?? 'openim'
    const killedAt = !killed ? null : way === 'openim' && random() < 0.2 ? 'sign-in' : 'change'
    const calm = random() < 0.5
    return {
      name: `${killed ? '9' : '1'}${String(index).padStart(10, '0')}`,
      way,
      killedAt,
      change: fault(killed ? ['none'] : mishaps),
      lateEffect: random() < 0.4,
      later: Array.from({ length: 6 }, () =>
        calm || random() < 0.4 ? { mishap: 'none', takesEffect: true } : fault(mishaps),
      ),
    }
  })
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

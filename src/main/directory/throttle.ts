import { z } from 'zod'
import type { AppendEvent, Clock } from '../../shared/model/ports.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import type { DirectoryFailureRows } from '../store/built-in/directory-failures.ts'
import type { Store } from '../store/store.ts'

/** Names whose secrets are tried: a subject for the counter, and a name for the audit. */
export interface ThrottledAccount {
  subject: string
  name: string
}

/** Says how a try of a secret ended; of a locked account it is not told whether the secret was right. */
export type Tried = 'right' | 'wrong' | 'locked'

/** Locks an account after too many wrong secrets: 5 within 15 minutes, for 15 minutes. */
export interface Throttle {
  /**
   * Tries a secret of an account. The try is durably counted before it is tested, so that nothing gains one by ending
   * the desk; a right secret clears the count. Of a locked account the test still runs, and counts for nothing. For
   * nobody (null) as much is written, nothing counts, and every secret is wrong.
   */
  attempt(account: ThrottledAccount | null, test: () => Promise<boolean>): Promise<Tried>
  /** Does the same for a test that takes no time, in one transaction. */
  attemptNow(account: ThrottledAccount | null, test: () => boolean): Tried
  /** Gives until when an account is locked, in milliseconds since the epoch, or null. */
  lockedUntil(subject: string): number | null
}

interface Counter {
  subject: string
  tries: number[]
  lockedUntil: number
}

const { secretFailures: mostTries, secretWindow: window } = thresholds
const nobody: ThrottledAccount = { subject: 'nobody', name: '' }
const times = z.array(z.number())

function readTimes(text: string): number[] | undefined {
  try {
    return times.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Makes a throttle that counts in the store; `now` must not follow a clock that is set. */
export function createThrottle(parts: {
  store: Store
  rows: DirectoryFailureRows
  appendEvent: AppendEvent
  clock: Clock
  now: () => number
}): Throttle {
  const { store, rows, appendEvent, clock, now } = parts
  const testing = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()

  const read = (subject: string): Counter => {
    const at = now()
    const row = rows.get(subject)
    if (row === undefined) return { subject, tries: [], lockedUntil: 0 }
    // A clock that was set back must neither free an account nor lock it for longer than the window.
    // What somebody else wrote there counts as too many tries just now: it may neither let in nor keep out for longer.
    const counted = readTimes(row.tries) ?? Array<number>(mostTries).fill(at)
    const tries = counted.map((time) => Math.min(time, at))
    const lockedUntil = Math.min(row.locked_until, at + window)
    return {
      subject,
      tries: tries.filter((time) => at - time < window).slice(-mostTries),
      lockedUntil: lockedUntil > at ? lockedUntil : 0,
    }
  }
  const save = ({ subject, tries, lockedUntil }: Counter): void => {
    rows.save({ subject, tries: JSON.stringify(tries), locked_until: lockedUntil })
  }
  const lock = (counter: Counter, name: string): void => {
    const lockedUntil = now() + window
    save({ ...counter, lockedUntil })
    const detail = { until: new Date(clock.now() + window).toISOString() }
    appendEvent({ action: 'directory.locked-out', result: 'done', actor: 'desk', target: name, detail })
  }

  const begin = ({ subject, name }: ThrottledAccount): 'counted' | 'locked' | 'full' =>
    store.transaction(() => {
      const counter = read(subject)
      const others = testing.get(subject) ?? 0
      const isFull = counter.tries.length >= mostTries && subject !== nobody.subject
      if (isFull && others > 0) return 'full'
      if (counter.lockedUntil > 0) {
        save(counter)
        return 'locked'
      }
      if (isFull) {
        // An earlier desk was ended while it tested the last try: that one counts as wrong.
        lock(counter, name)
        return 'locked'
      }
      save({ ...counter, tries: [...counter.tries, now()].slice(-mostTries) })
      testing.set(subject, others + 1)
      return 'counted'
    })

  const end = ({ subject, name }: ThrottledAccount, right: boolean): void => {
    const others = (testing.get(subject) ?? 1) - 1
    if (others === 0) testing.delete(subject)
    else testing.set(subject, others)
    store.transaction(() => {
      const counter = read(subject)
      if (subject === nobody.subject) return
      if (right && others === 0) rows.clear(subject)
      else if (right) save({ ...counter, tries: counter.tries.slice(-others) })
      else if (counter.tries.length >= mostTries && others === 0) lock(counter, name)
    })
    const woken = waiting.get(subject) ?? []
    waiting.delete(subject)
    for (const wake of woken) wake()
  }

  return {
    async attempt(account, test) {
      const of = account ?? nobody
      let begun = begin(of)
      while (begun === 'full') {
        await new Promise<void>((resolve) => {
          waiting.set(of.subject, [...(waiting.get(of.subject) ?? []), resolve])
        })
        begun = begin(of)
      }
      if (begun === 'locked') {
        await test()
        return 'locked'
      }
      let right = false
      try {
        right = await test()
      } finally {
        end(of, right)
      }
      return right && account !== null ? 'right' : 'wrong'
    },
    attemptNow: (account, test) =>
      store.transaction(() => {
        const of = account ?? nobody
        if (begin(of) !== 'counted') {
          test()
          return 'locked'
        }
        let right = false
        try {
          right = test()
        } finally {
          end(of, right)
        }
        return right && account !== null ? 'right' : 'wrong'
      }),
    lockedUntil(subject) {
      const { lockedUntil } = read(subject)
      return lockedUntil === 0 ? null : clock.now() + lockedUntil - now()
    },
  }
}

/** Never locks and writes nothing: for a sandbox. */
export const noThrottle: Throttle = {
  attempt: async (_, test) => ((await test()) ? 'right' : 'wrong'),
  attemptNow: (_, test) => (test() ? 'right' : 'wrong'),
  lockedUntil: () => null,
}

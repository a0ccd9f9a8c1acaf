import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { settingsOf } from '../../../src/main/desk/settings/change-settings.ts'
import { createStore, openStore } from '../../../src/main/store/files/open.ts'
import { createBelievedTime, type BelievedTime } from '../../../src/main/desk/clock/believed-time.ts'
import { createLastingTime } from '../../../src/main/desk/clock/lasting-time.ts'
import { createFixedClock, type FixedClock } from '../../support/fixed-clock.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { makeOperatorsDesk, founderPage, founder, quickDerivation } from '../operators/operators-desk.ts'

/*
 * What is deleted for its age goes by the clock. Whoever sets it far ahead, or a machine that wakes with a broken one,
 * must not have the passwords of a change deleted that ended yesterday; and who was away for long must not have to
 * look for a setting before anything is ever deleted again.
 */

const hour = 3_600_000
const day = 24 * hour
let clock: FixedClock
let elapsed: number
let path: string
beforeEach(() => {
  clock = createFixedClock()
  elapsed = hour
  path = join(tempFolder(), 'store', 'desk.latchkey')
  const { store } = createStore({ path, door: 'test', clock, storeId: 's', populate: () => undefined })
  store.close()
})

/** Lets time pass in which the machine runs. */
const pass = (milliseconds: number): void => {
  elapsed += milliseconds
  clock.advance(milliseconds)
}
/** Opens the store as the next desk would; `work` is what it does until it ends. */
const inDesk = <T>(work: (time: BelievedTime) => T): T => {
  const { store } = openStore({ path, door: 'test', clock })
  try {
    const given = { now: clock.now, elapsed: () => elapsed }
    const { now: steadyNow } = createLastingTime({ store, clock: given })
    return work(createBelievedTime({ store, clock: given, steadyNow }))
  } finally {
    store.close()
  }
}
const follow = (time: BelievedTime): boolean => time.follow().isBelieved
const forge = (statement: string): void => {
  const db = new Database(path)
  db.exec(statement)
  db.close()
}

describe('the clock', () => {
  it('is believed day after day, and after two weeks in which nobody was there, but not after more', () => {
    for (const days of [1, 7, 14, 14]) {
      expect(inDesk(follow), String(days)).toBe(true)
      clock.advance(days * day)
    }
    expect(inDesk(follow)).toBe(true)
    clock.advance(14 * day + 1)
    expect(inDesk(follow)).toBe(false)
    expect(inDesk((time) => time.standing())).toEqual({
      isBelieved: false,
      shows: new Date(clock.now()).toISOString(),
      believed: new Date(clock.now() - 14 * day - 1).toISOString(),
    })
  })

  it('is believed for as long as a desk runs, however long nobody asks', () => {
    inDesk((time) => {
      pass(400 * day)
      expect(follow(time)).toBe(true)
    })
    expect(inDesk(follow)).toBe(true)
  })

  it('is not believed where it was set ahead in many small leaps while a desk runs', () => {
    inDesk((time) => {
      const seen: boolean[] = []
      for (let leap = 0; leap < 8; leap++) {
        clock.advance(5 * day)
        seen.push(follow(time))
      }
      expect(seen).toEqual([true, true, false, false, false, false, false, false])
    })
  })

  it('is believed again once it was set right, and what it said meanwhile is forgotten', () => {
    inDesk(follow)
    clock.advance(365 * day)
    expect(inDesk(follow)).toBe(false)
    clock.advance(-365 * day)
    expect(inDesk(follow)).toBe(true)
    clock.advance(365 * day)
    expect(inDesk(follow)).toBe(false)
  })

  it('is believed when an operator says so, in the next desk as well', () => {
    inDesk(follow)
    clock.advance(365 * day)
    inDesk((time) => {
      expect(follow(time)).toBe(false)
      time.confirm()
      expect(follow(time)).toBe(true)
      clock.advance(15 * day)
      expect(follow(time)).toBe(false)
    })
    clock.advance(-15 * day)
    expect(inDesk(follow)).toBe(true)
  })

  it.each([
    ['over many desks', () => inDesk(follow)],
    ['also where it is not asked every day', (at: number) => at % 9 !== 0 || inDesk(follow)],
  ])('is believed by itself thirty days after it leapt, %s', (_name, look) => {
    inDesk(follow)
    clock.advance(365 * day)
    expect(inDesk(follow)).toBe(false)
    for (let at = 1; at < 30; at++) {
      clock.advance(day)
      look(at)
      expect(inDesk((time) => time.standing().isBelieved)).toBe(false)
    }
    clock.advance(day)
    expect(inDesk(follow)).toBe(true)
  })

  it('is doubted anew where it leaps once more, also while one desk runs', () => {
    inDesk(follow)
    clock.advance(365 * day)
    inDesk((time) => {
      expect(follow(time)).toBe(false)
      for (let leap = 0; leap < 8; leap++) {
        clock.advance(5 * day)
        expect(follow(time)).toBe(false)
      }
    })
    clock.advance(365 * day)
    expect(inDesk(follow)).toBe(false)
    clock.advance(29 * day)
    expect(inDesk(follow)).toBe(false)
  })

  it('is not believed where the note was made unreadable', () => {
    inDesk(follow)
    forge(`UPDATE believed_time SET believed = 'never'`)
    expect(inDesk(follow)).toBe(false)
    forge(`UPDATE believed_time SET doubted_from = 'x', doubted_to = 'y'`)
    expect(inDesk(follow)).toBe(false)
    inDesk((time) => {
      time.confirm()
    })
    expect(inDesk(follow)).toBe(true)
  })

  it('is not believed in a backup that was brought back after a month', () => {
    forge(`DELETE FROM believed_time`)
    forge(`INSERT INTO audit_events VALUES
      (1, '["2026-05-01T00:00:00.000Z","ada","store.created","s","done","{}"]', '', 'a')`)
    expect(inDesk(follow)).toBe(false)
  })
})

describe('a desk whose clock leapt ahead while it was ended', () => {
  const leapt = async () => {
    const own = createFixedClock()
    const given = { now: own.now, elapsed: () => 0 }
    const at = await makeOperatorsDesk({ clock: given, deriveKey: quickDerivation })
    onTestFinished(() => at.close())
    const db = () => new Database(at.path)
    const left = (): unknown => {
      const beside = db()
      try {
        return beside.prepare('SELECT count(*) FROM exchanges').pluck().get()
      } finally {
        beside.close()
      }
    }
    await at.reopen((store) => {
      const beside = new Database(store)
      beside
        .prepare(
          `INSERT INTO exchanges (at, operator, purpose, backend_id, backend_name, operation, target, status, duration_ms, outcome)
           VALUES (?, 'ada', 'verify', 'b', 'b', 'openim.login', 'x', 'succeeded', 1, '{}')`,
        )
        .run(new Date(own.now()).toISOString())
      beside.close()
    })
    own.advance(365 * day)
    await at.reopen()
    await at.signIn(founderPage, founder.name, founder.password)
    return { at, left, own }
  }

  it('deletes nothing, says so once in the audit, and goes on once an operator says that it is right', async () => {
    const { at, left } = await leapt()
    await expect.poll(() => at.actions()).toContain('purge.held')
    await at.signIn('another page', founder.name, founder.password)
    const settings = settingsOf(() => at.desk)
    expect(settings.clock().isBelieved).toBe(false)
    expect(left()).toBe(1)
    expect(at.actions().filter((action) => action === 'purge.held')).toHaveLength(1)
    expect(at.actions()).not.toContain('exchanges.purged')

    expect(settings.confirmClock(at.ada).isBelieved).toBe(true)
    await expect.poll(left).toBe(0)
    // A second word for it is none.
    settings.confirmClock(at.ada)
    expect(at.actions().filter((action) => action === 'clock.confirmed')).toHaveLength(1)
    await expect.poll(() => at.actions()).toContain('exchanges.purged')
  })

  it('deletes nothing where it was set right again', async () => {
    const { at, left, own } = await leapt()
    own.advance(-365 * day)
    await at.reopen()
    await at.signIn(founderPage, founder.name, founder.password)
    expect(settingsOf(() => at.desk).clock().isBelieved).toBe(true)
    expect(left()).toBe(1)
    expect(at.actions()).not.toContain('exchanges.purged')
  })
})

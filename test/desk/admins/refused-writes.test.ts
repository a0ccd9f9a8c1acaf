import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stepUp } from '../../../src/main/desk/operators/sign-in.ts'
import { startUpkeep } from '../../../src/main/desk/upkeep/upkeep.ts'
import { holderOf } from '../../../src/main/store/files/holder-of.ts'
import { openAuditReader } from '../../../src/main/store/audit/reader.ts'
import { keyNames } from '../../../src/shared/model/roles.ts'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import { founder, founderPage, makeOperatorsDesk, type OperatorsDesk } from '../operators/operators-desk.ts'

/*
 * A full disk, or a store that somebody damaged, refuses every event of the audit. What must be done without an event
 * is done all the same: keys are wiped. What needs one is not done: nobody gets in unseen.
 */

let at: OperatorsDesk
beforeEach(async () => {
  at = await makeOperatorsDesk()
})
afterEach(async () => {
  vi.useRealTimers()
  takeEvents()
  await at.close().catch(() => undefined)
})

const beside = (statement: string): void => {
  const db = new Database(at.path)
  db.exec(statement)
  db.close()
}
const refuseEvents = (): void => {
  beside(`CREATE TRIGGER full BEFORE INSERT ON audit_events BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
}
const takeEvents = (): void => {
  beside('DROP TRIGGER IF EXISTS full')
}
const held = () => keyNames.filter(at.desk.vault.holds)

describe('where no event can be written', () => {
  it('a lock wipes the keys and ends the sessions all the same', () => {
    refuseEvents()
    expect(() => {
      at.desk.lock('ada')
    }).toThrow('disk full')
    expect(held()).toEqual(['directory', 'rows', 'fingerprint', 'checkpoint'])
    expect(at.desk.vault.ringForSlot().master).toBeNull()
    expect(at.desk.sessions.isEmpty()).toBe(true)
  })

  it('nobody signs in, and no key is taken in', async () => {
    at.desk.lock('ada')
    refuseEvents()
    await expect(at.signIn('x', 'ada', founder.password)).rejects.toThrow('disk full')
    expect(at.desk.sessions.isEmpty()).toBe(true)
    expect(held()).not.toContain('accounts')
  })

  it('nobody steps up', async () => {
    refuseEvents()
    await expect(stepUp(at.desk, founderPage, at.ada, founder.password)).rejects.toThrow('disk full')
    expect(at.desk.sessions.isSteppedUp(founderPage)).toBe(false)
  })

  it('the desk ends in order', async () => {
    refuseEvents()
    await expect(at.close()).rejects.toThrow('disk full')
    expect(held()).toEqual([])
    expect(holderOf(at.path).held).toBe(false)
  })

  it('what runs by the clock goes on, and says what failed', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const told: unknown[] = []
    const stop = startUpkeep(at.desk, (error) => told.push(error))
    beside(
      `CREATE TRIGGER full BEFORE INSERT ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    at.desk.audit.append({ action: 'operator.unlocked', result: 'done', actor: 'ada', target: 'ada' })
    vi.advanceTimersByTime(2 * thresholds.checkpointEvery)
    expect(told.map(String)).toEqual(Array(2).fill('SqliteError: disk full'))
    stop()
  })
})

describe('a checkpoint', () => {
  const checkpoints = () => {
    const reader = openAuditReader(at.path)
    const found = reader.checkpoints().map(({ seq }) => seq)
    const { highest } = reader
    reader.close()
    return { newest: found.at(-1), highest, count: found.length }
  }

  it('is made within a minute of something new, and not where nothing is', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const stop = startUpkeep(at.desk, () => undefined)
    vi.advanceTimersByTime(thresholds.checkpointEvery)
    const before = checkpoints()
    expect(before.newest).toBe(before.highest)
    vi.advanceTimersByTime(5 * thresholds.checkpointEvery)
    expect(checkpoints()).toEqual(before)
    at.desk.audit.append({ action: 'operator.unlocked', result: 'done', actor: 'ada', target: 'ada' })
    expect(checkpoints().newest).toBe(before.newest)
    vi.advanceTimersByTime(thresholds.checkpointEvery - 1)
    expect(checkpoints().newest).toBe(before.newest)
    vi.advanceTimersByTime(1)
    expect(checkpoints()).toEqual({
      newest: (before.highest ?? 0) + 1,
      highest: (before.highest ?? 0) + 1,
      count: before.count + 1,
    })
    stop()
  })

  it('vouches for no chain that was cut short behind the desk’s back, and stops nothing', () => {
    // Three events to a checkpoint: the chain is cut where none of them stands.
    for (let times = 1; times <= 9; times++) {
      at.desk.audit.append({ action: 'operator.unlocked', result: 'done', actor: 'ada', target: 'ada' })
      if (times % 3 === 0) at.desk.audit.checkpoint()
    }
    const before = checkpoints()
    beside('DROP TRIGGER audit_events_keep_rows')
    beside(`DELETE FROM audit_events WHERE seq > ${String((before.highest ?? 0) - 2)}`)
    at.desk.audit.checkpoint()
    expect(() => {
      at.desk.lock('ada')
    }).not.toThrow()
    expect(checkpoints()).toEqual({ ...before, highest: (before.highest ?? 0) - 1 })
  })
})

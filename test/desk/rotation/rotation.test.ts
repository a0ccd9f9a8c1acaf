import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RotationRecord, RotationRowRecord } from '../../../src/shared/contract/rotations.ts'
import { accountIdOf, administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { asCanary, findCanaries, findCanariesInFolder } from '../../support/canary.ts'
import { answerJson } from '../changes/misbehaving-backend.ts'
import {
  done,
  gate,
  hangUp,
  look,
  passwordBefore,
  startRotatedBackend,
  wrongPassword,
  type RotatedBackend,
} from './rotation-desk.ts'

let at: TestDesk
let root: string, ops: string, night: string
beforeAll(async () => {
  at = await startTestDesk()
  ;[root, ops, night] = ['1', '2', '3'].map((last) => accountIdOf(at.desk, `100000000${last}`)) as [
    string,
    string,
    string,
  ]
  await at.desk.stepUp(page, at.ada, administrator.password)
})
afterAll(() => at.end())

const plan = (backend: RotatedBackend, accounts: 'all' | string[] = 'all'): Promise<RotationRecord> =>
  at.desk.rotations.plan(at.ada, { backendId: backend.backendId, accounts, passwordLength: 24 })
const read = (rotationId: string) => at.desk.rotations.get({ rotationId, after: 0, limit: 500 })
const states = (rows: RotationRowRecord[]): string[] => rows.map(({ state }) => state)
const start = async ({ id, backend }: RotationRecord): Promise<RotationRecord> => {
  at.desk.rotations.start(at.ada, { rotationId: id, confirmation: backend.name })
  await at.desk.rotations.settled(id)
  return read(id).rotation
}
const rest = async ({ id }: RotationRecord): Promise<RotationRecord> => {
  at.desk.rotations.continueWithRest(at.ada, id)
  await at.desk.rotations.settled(id)
  return read(id).rotation
}
const knownPassword = (accountId: string): string => at.desk.admins.reveal(at.ada, accountId).password
/** Edits the store from outside, as somebody else's program could. */
const edit = (statement: string, ...values: string[]): void => {
  const db = new Database(at.storePath)
  db.prepare(statement).run(...values)
  db.close()
}
const actionsOf = (id: string): string[] =>
  look<{ action: string }>(
    at.storePath,
    `SELECT action FROM audit_event_fields WHERE action LIKE 'rotation.%' AND detail LIKE '%' || ? || '%' ORDER BY seq`,
    id,
  ).map(({ action }) => action)

describe('a plan', () => {
  it('refuses each account that cannot be changed and says why, and sends nothing', async () => {
    let answered = 0
    const backend = await startRotatedBackend(at, 3, (_, socket, body) => {
      answered += 1
      hangUp(socket, body)
    })
    const [, held = ''] = backend.accountIds
    await at.desk.admins.change(at.ada, {
      accountId: held,
      current: { from: 'vault' },
      next: { from: 'typed', password: 'Held-by-this_change-1' },
      confirmation: 'admin-002',
    })
    const add = (userID: string, currentPassword?: string) =>
      at.desk.admins.add(at.ada, {
        backendId: backend.backendId,
        userID,
        account: userID,
        nickname: '',
        currentPassword,
      })
    add('unknown to the vault')
    add('overlong', 'x'.repeat(1025))
    const planned = await plan(backend)
    expect(planned).toMatchObject({ state: 'planned', running: false, counts: { waiting: 2, refused: 3 } })
    expect(read(planned.id).rows.map(({ account, state, reason }) => [account, state, reason])).toEqual([
      ['admin-001', 'waiting', null],
      ['admin-002', 'refused', 'change-open'],
      ['admin-003', 'waiting', null],
      ['overlong', 'refused', 'length-at-most-1024'],
      ['unknown to the vault', 'refused', 'password-not-known'],
    ])
    expect(answered).toBe(1)
    expect(actionsOf(planned.id)).toEqual(['rotation.planned'])
  })

  it('refuses what was damaged in the vault or has gone from the directory', async () => {
    await at.desk.builtIn.start('ada')
    const other = await startRotatedBackend(at, 1, (_, ...how) => {
      done(...how)
    })
    edit('UPDATE accounts SET sealed_password = zeroblob(64) WHERE id = ?', root)
    edit(`DELETE FROM directory_admins WHERE user_id = '1000000002'`)
    const built = { backendId: 'built-in', passwordLength: 20 }
    const { id } = await at.desk.rotations.plan(at.ada, { ...built, accounts: [root, ops, root] })
    expect(read(id).rows.map(({ reason }) => reason)).toEqual(['sealed-value-damaged', 'admin-gone'])
    expect(() =>
      at.desk.rotations.start(at.ada, { rotationId: id, confirmation: read(id).rotation.backend.name }),
    ).toThrow('ROTATION_EMPTY')
    await expect(
      at.desk.rotations.plan(at.ada, { ...built, accounts: other.accountIds }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is not made for a backend whose row was edited from outside', async () => {
    const backend = await startRotatedBackend(at, 1, (_, ...how) => {
      done(...how)
    })
    edit(`UPDATE backends SET environment = 'sandbox' WHERE id = ?`, backend.backendId)
    await expect(plan(backend)).rejects.toMatchObject({ code: 'SEALED_VALUE_DAMAGED' })
  })

  it('of many lets others in between, and is read page by page', async () => {
    const backend = await startRotatedBackend(at, 120, (_, ...how) => {
      done(...how)
    })
    let turns = 0
    const counting = setInterval(() => (turns += 1), 0)
    const planned = await plan(backend, backend.accountIds.toReversed())
    clearInterval(counting)
    expect(planned.counts.waiting).toBe(120)
    expect(turns).toBeGreaterThan(3)
    const first = at.desk.rotations.get({ rotationId: planned.id, after: 0, limit: 100 })
    expect(first).toMatchObject({ nextAfter: 100, rows: { length: 100, 0: { account: 'admin-120' } } })
    const second = at.desk.rotations.get({ rotationId: planned.id, after: 100, limit: 100 })
    expect(second).toMatchObject({ nextAfter: null, rows: { length: 20, 19: { account: 'admin-001' } } })
  })
})

describe('a rotation', () => {
  it('changes one first, then the rest, each once; the new passwords are in the vault and nowhere else', async () => {
    const backend = await startRotatedBackend(at, 5, (_, ...how) => {
      done(...how)
    })
    const planned = await plan(backend)
    expect(await start(planned)).toMatchObject({ state: 'first-done', counts: { confirmed: 1, waiting: 4 } })
    expect(backend.asked).toHaveLength(1)
    expect(await rest(planned)).toMatchObject({ state: 'ended', stopReason: null, counts: { confirmed: 5 } })

    const { rows } = read(planned.id)
    expect(backend.asked.map(({ userID }) => userID)).toEqual(['1', '2', '3', '4', '5'])
    backend.asked.forEach(({ userID, currentPassword, newPassword }, place) => {
      expect(currentPassword).toBe(passwordBefore(userID))
      expect(newPassword).toHaveLength(24)
      expect(knownPassword(backend.accountIds[place] ?? '')).toBe(newPassword)
      expect(rows[place]).toMatchObject({ state: 'confirmed', change: { state: 'confirmed' } })
    })
    expect(new Set(backend.asked.map(({ newPassword }) => newPassword)).size).toBe(5)
    expect(actionsOf(planned.id)).toEqual([
      'rotation.planned',
      'rotation.started',
      'rotation.started',
      'rotation.ended',
    ])
    const secrets = backend.asked.flatMap(({ userID, currentPassword, newPassword }) => [
      asCanary(`old of ${userID}`, currentPassword),
      asCanary(`new of ${userID}`, newPassword),
    ])
    const shown = JSON.stringify([read(planned.id), at.desk.rotations.list({ limit: 100 })])
    expect(findCanaries('what the page gets', shown, secrets)).toEqual([])
    expect(findCanariesInFolder(at.folder, secrets)).toEqual([])
  })

  it('whose first change fails does not begin the rest, and cannot be made to', async () => {
    for (const [answer, state] of [
      [wrongPassword, 'rejected'],
      [hangUp, 'unknown'],
    ] as const) {
      const backend = await startRotatedBackend(at, 3, (_, ...how) => {
        answer(...how)
      })
      const planned = await plan(backend)
      expect(await start(planned)).toMatchObject({ state: 'ended', stopReason: 'first-failed' })
      expect(states(read(planned.id).rows)).toEqual([state, 'skipped', 'skipped'])
      const confirmed = { rotationId: planned.id, confirmation: backend.name }
      expect(() => at.desk.rotations.continueWithRest(at.ada, planned.id)).toThrow('ROTATION_STATE')
      expect(() => at.desk.rotations.resume(at.ada, confirmed)).toThrow('ROTATION_STATE')
      expect(() => at.desk.rotations.start(at.ada, confirmed)).toThrow('ROTATION_STATE')
      expect(backend.asked).toHaveLength(1)
      expect(knownPassword(backend.accountIds[0] ?? '')).toBe(passwordBefore('1'))
    }
  })

  it('needs the name of its backend, and one at a time', async () => {
    const { opened, open } = gate()
    const backend = await startRotatedBackend(
      at,
      2,
      (_, ...how) =>
        void opened.then(() => {
          done(...how)
        }),
    )
    const planned = await plan(backend)
    const second = await plan(backend)
    const of = (rotation: RotationRecord, confirmation: string) => ({ rotationId: rotation.id, confirmation })
    expect(() => at.desk.rotations.start(at.ada, of(planned, 'Chat'))).toThrow('CONFIRMATION_DIFFERS')
    at.desk.rotations.start(at.ada, of(planned, backend.name))
    for (const again of [planned, second]) {
      expect(() => at.desk.rotations.start(at.ada, of(again, backend.name))).toThrow(
        again === planned ? 'ROTATION_STATE' : 'ROTATION_RUNNING',
      )
    }
    expect(() => at.desk.rotations.abandon(at.ada, planned.id)).toThrow('ROTATION_STATE')
    open()
    await at.desk.rotations.settled(planned.id)
    expect(backend.asked).toHaveLength(1)
    at.desk.rotations.abandon(at.ada, second.id)
    expect(read(second.id)).toMatchObject({ rotation: { state: 'ended', counts: { skipped: 2 } } })
  })

  it('stops after the running account when it is asked, and goes on where it was', async () => {
    const arrived = gate()
    const { opened, open } = gate()
    const backend = await startRotatedBackend(at, 4, (nth, ...how) => {
      if (nth !== 2) {
        done(...how)
        return
      }
      arrived.open()
      void opened.then(() => {
        done(...how)
      })
    })
    const planned = await plan(backend)
    await start(planned)
    at.desk.rotations.continueWithRest(at.ada, planned.id)
    await arrived.opened
    expect(at.desk.rotations.stop(at.ada, planned.id)).toMatchObject({ state: 'stopping', running: true })
    open()
    await at.desk.rotations.settled(planned.id)
    expect(read(planned.id).rotation).toMatchObject({ state: 'stopped', stopReason: 'asked', running: false })
    expect(states(read(planned.id).rows)).toEqual(['confirmed', 'confirmed', 'waiting', 'waiting'])
    expect(backend.asked).toHaveLength(2)
    expect(() => at.desk.rotations.stop(at.ada, planned.id)).toThrow('ROTATION_STATE')

    at.desk.rotations.resume(at.ada, { rotationId: planned.id, confirmation: backend.name })
    await at.desk.rotations.settled(planned.id)
    expect(read(planned.id).rotation).toMatchObject({
      state: 'ended',
      stopReason: null,
      counts: { confirmed: 4 },
    })
    expect(backend.asked.map(({ userID }) => userID)).toEqual(['1', '2', '3', '4'])
    expect(actionsOf(planned.id).slice(3)).toEqual(['rotation.stopped', 'rotation.resumed', 'rotation.ended'])
  })

  it('goes on past one that is unknown, and pauses after three in a row that did not succeed', async () => {
    const answers = [done, hangUp, done, wrongPassword, hangUp, wrongPassword, done]
    const backend = await startRotatedBackend(at, 8, (nth, ...how) => {
      answers[nth - 1]?.(...how)
    })
    const planned = await plan(backend)
    await start(planned)
    expect(await rest(planned)).toMatchObject({ state: 'stopped', stopReason: 'three-failures' })
    expect(states(read(planned.id).rows)).toEqual([
      'confirmed',
      'unknown',
      'confirmed',
      'rejected',
      'unknown',
      'rejected',
      'waiting',
      'waiting',
    ])
    expect(backend.asked).toHaveLength(6)
  })

  it('pauses at once where the backend says that it takes no more', async () => {
    const tokenExpired = answerJson({ errCode: 1501, errMsg: 'TokenExpiredError', errDlt: '' })
    const backend = await startRotatedBackend(at, 4, (nth, ...how) => {
      ;(nth === 2 ? tokenExpired : done)(...how)
    })
    const planned = await plan(backend)
    await start(planned)
    expect(await rest(planned)).toMatchObject({ state: 'stopped', stopReason: 'backend-signal' })
    expect(states(read(planned.id).rows)).toEqual(['confirmed', 'rejected', 'waiting', 'waiting'])
    expect(backend.asked).toHaveLength(2)
  })

  it('passes over an account that somebody else changes meanwhile, without sending for it', async () => {
    const backend = await startRotatedBackend(at, 3, (nth, socket, body) => {
      ;(nth === 1 ? hangUp : done)(socket, body)
    })
    const planned = await plan(backend)
    const [, second = ''] = backend.accountIds
    await at.desk.admins.change(at.ada, {
      accountId: second,
      current: { from: 'vault' },
      next: { from: 'typed', password: 'Somebody-elses_1' },
      confirmation: 'admin-002',
    })
    await start(planned)
    expect(await rest(planned)).toMatchObject({ state: 'ended', counts: { confirmed: 2, refused: 1 } })
    expect(read(planned.id).rows[1]).toMatchObject({ state: 'refused', reason: 'change-open', change: null })
    expect(backend.asked.map(({ userID }) => userID)).toEqual(['2', '1', '3'])
  })

  it('works at the built-in backend, which then lets the new passwords in', async () => {
    const planned = await at.desk.rotations.plan(at.ada, {
      backendId: 'built-in',
      accounts: [night],
      passwordLength: 20,
    })
    expect(await start(planned)).toMatchObject({ state: 'ended', counts: { confirmed: 1 } })
    expect(await at.desk.admins.verify(at.ada, night)).toMatchObject({ status: 'succeeded' })
  })

  it('does not begin where the built-in backend does not run', async () => {
    const planned = await at.desk.rotations.plan(at.ada, {
      backendId: 'built-in',
      accounts: [night],
      passwordLength: 20,
    })
    await at.desk.builtIn.stop('ada')
    await expect(start(planned)).rejects.toMatchObject({ code: 'BACKEND_DOWN' })
    expect(read(planned.id).rotation).toMatchObject({ state: 'planned', counts: { waiting: 1 } })
  })

  it.each([
    [
      'edited from outside',
      (id: string) => {
        edit(`UPDATE backends SET environment = 'sandbox' WHERE id = ?`, id)
      },
    ],
    [
      'pointed elsewhere by an operator',
      (backendId: string) => {
        at.desk.backends.edit(at.ada, { backendId, url: 'http://127.0.0.1:9' })
      },
    ],
  ])('stops where its backend is %s meanwhile, and sends nothing more', async (_, happens) => {
    const backend = await startRotatedBackend(at, 4, (nth, ...how) => {
      if (nth === 2) happens(backend.backendId)
      done(...how)
    })
    const planned = await plan(backend)
    await start(planned)
    expect(await rest(planned)).toMatchObject({ state: 'stopped', stopReason: 'backend-unusable' })
    expect(states(read(planned.id).rows)).toEqual(['confirmed', 'confirmed', 'waiting', 'waiting'])
    expect(backend.asked).toHaveLength(2)
  })
})

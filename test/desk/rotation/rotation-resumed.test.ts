import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { placeOf } from '../../support/run-programs.ts'
import { administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { startMisbehavingBackend } from '../changes/misbehaving-backend.ts'
import { done, gate, look, startRotatedBackend, wrongPassword } from './rotation-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
})
afterAll(() => at.end())

it('a desk killed in the middle of a rotation sends nothing twice, and nothing more until it is resumed', async () => {
  await at.desk.close()
  const asked: string[] = []
  const third = gate()
  const backend = await startMisbehavingBackend((socket, body) => {
    asked.push((JSON.parse(body) as { userID: string }).userID)
    if (asked.length === 3) third.open()
    else done(socket, body)
  })
  onTestFinished(() => backend.close())
  const child = spawn(
    process.execPath,
    [fileURLToPath(placeOf('killed-rotation')), at.storePath, backend.url],
    { stdio: 'inherit' },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await third.opened
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  expect(look(at.storePath, 'SELECT state FROM rotations')).toEqual([{ state: 'rest' }])
  expect(look(at.storePath, `SELECT position FROM rotation_rows WHERE state = 'changing'`)).toEqual([
    { position: 3 },
  ])

  const { rotations, ...desk } = await at.restart()
  const [rotation] = rotations.list({ limit: 5 }).rotations
  expect(rotation).toMatchObject({ state: 'stopped', stopReason: 'desk-ended', running: false })
  const id = rotation?.id ?? ''
  const states = () => rotations.get({ rotationId: id, after: 0, limit: 10 }).rows.map(({ state }) => state)
  // What was sent and not answered has the state of its change; nobody knows how it ended.
  expect(states()).toEqual(['confirmed', 'confirmed', 'unknown', 'waiting', 'waiting'])
  await desk.signIn(page, administrator)
  expect(desk.status(page).rotationRunning).toBe(false)
  expect(asked).toEqual(['1', '2', '3'])

  rotations.resume(at.ada, { rotationId: id, confirmation: 'silent at three' })
  await rotations.settled(id)
  expect(states()).toEqual(['confirmed', 'confirmed', 'unknown', 'confirmed', 'confirmed'])
  expect(asked).toEqual(['1', '2', '3', '4', '5'])
  expect(rotations.get({ rotationId: id, after: 2, limit: 1 }).rows[0]?.change).toMatchObject({
    state: 'unknown',
  })
}, 60_000)

it('an account whose change was not begun when the desk ended waits again, and is changed once', async () => {
  const ada = await at.desk.signIn(page, administrator)
  const backend = await startRotatedBackend({ desk: at.desk, ada }, 3, (_, ...how) => {
    done(...how)
  })
  const wish = { backendId: backend.backendId, accounts: 'all', passwordLength: 20 } as const
  const { id } = await at.desk.rotations.plan(ada, wish)
  at.desk.rotations.start(ada, { rotationId: id, confirmation: backend.name })
  await at.desk.rotations.settled(id)
  const rejecting = await startRotatedBackend({ desk: at.desk, ada }, 2, (_, ...how) => {
    wrongPassword(...how)
  })
  const failed = await at.desk.rotations.plan(ada, { ...wish, backendId: rejecting.backendId })
  at.desk.rotations.start(ada, { rotationId: failed.id, confirmation: rejecting.name })
  await at.desk.rotations.settled(failed.id)
  await at.desk.close()
  // As a kill would leave it between marking the account and the first row of its change.
  const db = new Database(at.storePath)
  db.prepare(`UPDATE rotations SET state = 'rest' WHERE id = ?`).run(id)
  db.prepare(`UPDATE rotation_rows SET state = 'changing' WHERE rotation_id = ? AND position = 2`).run(id)
  // And as one would leave it after the first change was rejected, before that was noted in the rotation.
  db.prepare(`UPDATE rotations SET state = 'first' WHERE id = ?`).run(failed.id)
  db.prepare(
    `UPDATE rotation_rows SET state = iif(position = 1, 'changing', 'waiting'), change_id = NULL WHERE rotation_id = ?`,
  ).run(failed.id)
  db.close()

  const { rotations, signIn } = await at.restart()
  await signIn(page, administrator)
  expect(rotations.get({ rotationId: id, after: 0, limit: 5 })).toMatchObject({
    rotation: { state: 'stopped', stopReason: 'desk-ended' },
    rows: [{ state: 'confirmed' }, { state: 'waiting', change: null }, { state: 'waiting' }],
  })
  expect(rotations.get({ rotationId: failed.id, after: 0, limit: 5 })).toMatchObject({
    rotation: { state: 'ended', stopReason: 'first-failed' },
    rows: [{ state: 'rejected', change: { state: 'rejected' } }, { state: 'skipped' }],
  })
  rotations.resume(ada, { rotationId: id, confirmation: backend.name })
  await rotations.settled(id)
  expect(backend.asked.map(({ userID }) => userID)).toEqual(['1', '2', '3'])
})

it('a desk that ends in good order stops its rotation after the running account', async () => {
  const arrived = gate()
  const { opened, open } = gate()
  const ada = await at.desk.signIn(page, administrator)
  const backend = await startRotatedBackend({ desk: at.desk, ada }, 3, (nth, ...how) => {
    if (nth === 2) arrived.open()
    void (nth === 1 ? Promise.resolve() : opened).then(() => {
      done(...how)
    })
  })
  const wish = { backendId: backend.backendId, accounts: 'all', passwordLength: 20 } as const
  const { id } = await at.desk.rotations.plan(ada, wish)
  at.desk.rotations.start(ada, { rotationId: id, confirmation: backend.name })
  await at.desk.rotations.settled(id)
  at.desk.rotations.continueWithRest(ada, id)
  await arrived.opened
  const restarted = at.restart()
  open()
  const { rotations } = await restarted
  expect(rotations.get({ rotationId: id, after: 0, limit: 5 })).toMatchObject({
    rotation: { state: 'stopped', stopReason: 'desk-ended' },
    rows: [{ state: 'confirmed' }, { state: 'confirmed' }, { state: 'waiting' }],
  })
  expect(backend.asked).toHaveLength(2)
})

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { placeOf } from '../../support/run-programs.ts'
import { administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { startMisbehavingBackend } from './misbehaving-backend.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

it('a desk killed between sending and the answer loses neither password, and says that it does not know', async () => {
  await at.desk.close()
  let arrived = (): void => undefined
  const changeArrived = new Promise<void>((resolve) => (arrived = resolve))
  const silent = await startMisbehavingBackend(() => {
    arrived()
  })
  onTestFinished(() => silent.close())
  const child = spawn(process.execPath, [fileURLToPath(placeOf('killed-desk')), at.storePath, silent.url], {
    stdio: 'inherit',
  })
  await changeArrived
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))

  const desk = await at.restart()
  expect(desk.status(page).store.state).toBe('ready')
  await desk.signIn(page, administrator)
  const row = desk.admins
    .list({ search: 'remote', sort: 'account', descending: false, limit: 5 })
    .rows.find((admin) => admin.account === 'remote')
  expect(row?.lastChange).toMatchObject({ state: 'unknown' })
  const accountId = row?.id ?? ''
  const { changes } = desk.admins.history({ accountId, limit: 5 })
  expect(changes).toMatchObject([{ state: 'unknown', outcome: null, sessions: 'not-known', endedAt: null }])
  expect(changes[0]?.sentAt).not.toBeNull()
  const { events } = desk.audit.list({ search: 'remote' }, { before: undefined, limit: 1 })
  expect(events).toMatchObject([{ action: 'admin-password.unknown', actor: 'desk' }])
  // Nothing sends it again, and nothing else may begin on this account.
  await expect(
    desk.admins.change(at.ada, {
      accountId,
      current: { from: 'vault' },
      next: { from: 'typed', password: 'Another-harbour_8' },
      confirmation: 'remote',
    }),
  ).rejects.toMatchObject({ code: 'CHANGE_OPEN' })
  expect(silent.seen['/account/change_password']).toBe(1)
  await desk.stepUp(page, at.ada, administrator.password)
  expect(desk.admins.reveal(at.ada, accountId).password).toBe('OpenIM@123')
})

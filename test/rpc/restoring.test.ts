import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRouter } from '../../src/main/rpc/router.ts'
import { administrator, page, startTestDesk, type TestDesk } from '../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

it('while a restore waits for a call that has begun, every other is told so, and one after it works on the backup', async () => {
  const router = createRouter(at.desk)
  const client = createRouterClient(router, { context: { caller: page, door: 'browser' as const } })
  const stranger = createRouterClient(router, { context: { caller: 'other', door: 'browser' as const } })
  const codeOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => (error as { code: unknown }).code,
    )
  await client.session.stepUp({ password: administrator.password })
  const { file } = await client.maintenance.backUpNow({})
  expect(
    await codeOf(client.maintenance.restore({ from: { path: file }, confirmation: 'another.latchkey' })),
  ).toBe('CONFIRMATION_DIFFERS')

  let end = (): void => undefined
  const slow = at.desk.attend(() => new Promise<void>((resolve) => (end = resolve)))
  const restoring = client.maintenance.restore({ from: { path: file }, confirmation: 'desk.latchkey' })
  await expect.poll(() => codeOf(client.audit.chain()), { timeout: 30_000 }).toBe('RESTORING')
  expect(await codeOf(stranger.session.signIn(administrator))).toBe('RESTORING')
  expect((await stranger.session.status()).store.state).toBe('ready')
  end()
  await slow
  const { aside } = await restoring
  expect(await codeOf(client.audit.chain())).toBe('NOT_SIGNED_IN')
  expect((await stranger.session.status()).exchanged).toMatchObject({ outcome: 'restored', aside })
  await client.session.signIn(administrator)
  const { events } = await client.audit.list({ limit: 5, action: 'store.restored' })
  expect(events).toHaveLength(1)
})

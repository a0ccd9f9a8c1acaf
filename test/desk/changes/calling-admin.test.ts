import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { answerJson, startMisbehavingBackend } from './misbehaving-backend.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

it('signs in with its new password once the desk has changed it, not with the one that was entered', async () => {
  const signIns: string[] = []
  const ok = { errCode: 0, errMsg: '', errDlt: '', data: { adminToken: 'a-token', adminUserID: '1' } }
  const backend = await startMisbehavingBackend(
    answerJson({ errCode: 0, errMsg: '', errDlt: '', data: {} }),
    (socket, body) => {
      signIns.push((JSON.parse(body) as { password: string }).password)
      answerJson(ok)(socket, body)
    },
  )
  onTestFinished(() => backend.close())
  const { id: backendId } = at.desk.backends.add(at.ada, {
    name: 'Chat',
    url: backend.url,
    environment: 'staging',
    callingAdmin: 'imAdmin',
  })
  at.desk.backends.setSecret(at.ada, { backendId, kind: 'calling-password', secret: 'OpenIM@123' })
  const { accountId } = at.desk.admins.add(at.ada, {
    backendId,
    userID: '1',
    account: 'imAdmin',
    nickname: '',
    currentPassword: 'OpenIM@123',
  })
  const change = (password: string) =>
    at.desk.admins.change(at.ada, {
      accountId,
      current: { from: 'vault' },
      next: { from: 'typed', password },
      confirmation: 'imAdmin',
    })
  expect(await change('Quiet-Harbour-71')).toMatchObject({ state: 'confirmed' })
  expect(await change('Loud-Harbour-72')).toMatchObject({ state: 'confirmed' })
  expect(signIns).toEqual(['OpenIM@123', 'Quiet-Harbour-71'])
})

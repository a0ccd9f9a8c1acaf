import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { done, startRotatedBackend } from '../rotation/rotation-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

it('says for how many days the password from before is kept, as the settings have it then', async () => {
  const { accountIds } = await startRotatedBackend(at, 1, (_, socket, body) => {
    done(socket, body)
  })
  const change = async (password: string) => {
    const next = { from: 'typed', password } as const
    const input = { accountId: accountIds[0] ?? '', current: { from: 'vault' }, next } as const
    return at.desk.admins.change(at.ada, { ...input, confirmation: 'admin-001' })
  }
  expect((await change('Quiet-harbour_61')).keptDays).toBe(30)

  at.desk.settings.update(at.ada, { retention: { exchangesDays: 90, candidatesDays: 45 } })
  const { changeId, keptDays } = await change('Quiet-harbour_62')
  expect(keptDays).toBe(45)
  const candidates = at.desk.changes.candidates(changeId ?? '')
  expect(candidates.map((one) => one.keptDays)).toEqual([45, 45])
})

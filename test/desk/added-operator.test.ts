import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestDesk, type TestDesk } from '../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

describe('an operator who is added without a password', () => {
  it('gets a one-time password of the desk’s making, which is kept nowhere and opens nothing else', async () => {
    const { oneTimePassword } = await at.desk.operators.add(at.ada, { name: 'sam', role: 'support' })
    expect(oneTimePassword).toMatch(/^[A-Za-z0-9]{20}$/)
    const { events } = at.desk.audit.list({}, { before: undefined, limit: 10 })
    expect(JSON.stringify([events, at.desk.operators.list()])).not.toContain(oneTimePassword)
    const signedIn = await at.desk.signIn('page of sam', { name: 'sam', password: oneTimePassword ?? '' })
    expect(signedIn).toMatchObject({ role: 'support', mustChange: true })
  })

  it('is judged by the name alone: what was made by chance may hold a name of two letters', async () => {
    for (const name of ['sam', 'x', 'two words']) {
      await expect(at.desk.operators.add(at.ada, { name, role: 'auditor' })).rejects.toMatchObject({
        code: 'OPERATOR_RULE',
        data: { rules: [name === 'sam' ? 'name-taken' : 'name-format'] },
      })
    }
    expect(at.desk.operators.list().map(({ name }) => name)).toEqual(['ada', 'sam'])
  })

  it('gets none back where the administrator gave one', async () => {
    const given = { name: 'olga', role: 'auditor', password: 'handed over in person, once' } as const
    expect((await at.desk.operators.add(at.ada, given)).oneTimePassword).toBeNull()
  })
})

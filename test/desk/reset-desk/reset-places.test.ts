import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOperator } from '../../support/add-operator.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const add = (name: string, system: 'shuidi' | 'openim', environment: 'staging' | 'production'): string =>
  at.desk.backends.add(at.ada, { name, system, environment, url: 'http://127.0.0.1:9' }).id

it('puts production first, and then what this operator used last; nobody else’s', async () => {
  const staging = add('Staging', 'shuidi', 'staging')
  const production = add('Production', 'shuidi', 'production')
  add('Of admins alone', 'openim', 'production')
  const places = (by = at.ada): string[] => at.desk.resetDesk.places(by).map(({ id }) => id)
  expect(places()).toEqual([production, staging, 'built-in'])
  const sam = await addOperator(at, { name: 'sam', role: 'support' })
  at.desk.resetDesk.open(sam, {
    backendId: 'built-in',
    system: 'shuidi',
    user: { num: at.desk.users.list({ search: '18616503617', limit: 1 }).rows[0]?.num ?? 0 },
    caller: '',
    reason: 'forgotten',
    ticket: '',
  })
  expect(places(sam)).toEqual(['built-in', production, staging])
  expect(places()).toEqual([production, staging, 'built-in'])
})

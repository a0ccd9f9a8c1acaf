import { afterAll, beforeAll, expect, it } from 'vitest'
import { systems } from '../../../src/shared/model/systems.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

it('are the desk’s own and those that have admins: no other is offered where admins are looked for', () => {
  for (const system of systems) {
    at.desk.backends.add(at.ada, {
      name: `A ${system}`,
      system,
      url: system === 'yunhu' ? 'http://127.0.0.1:9/ErpServer/h5api/1/2' : 'http://127.0.0.1:9',
      environment: 'sandbox',
    })
  }
  const { backends } = at.desk.admins.list({ sort: 'account', descending: false, limit: 1 })
  expect(backends.map(({ id, name }) => (id === 'built-in' ? id : name)).sort()).toEqual([
    'A openim',
    'built-in',
  ])
})

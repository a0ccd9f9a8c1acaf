import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOperator, ownPassword } from '../../support/add-operator.ts'
import { page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'

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

describe('an operator whose name reads like another’s', () => {
  // Cyrillic letters for Latin ones: each differs from a name that is there, and from it by no eye.
  const alike = [
    ['аса', 'aca'],
    ['Мах', 'max'],
  ] as const

  it('is not added, and it is said which name is in the way, also where that one is disabled', async () => {
    for (const [, name] of alike) await addOperator(at, { name, role: 'auditor' })
    const max = at.desk.operators.list().find(({ name }) => name === 'max')
    at.desk.operators.disable(at.ada, max?.id ?? '')
    const before = at.desk.operators.list()
    for (const [name, like] of alike) {
      await expect(at.desk.operators.add(at.ada, { name, role: 'auditor' })).rejects.toMatchObject({
        code: 'OPERATOR_RULE',
        data: { rules: ['name-alike'], like },
      })
    }
    expect(at.desk.operators.list()).toEqual(before)
  })

  it('is told of to an administrator alone', async () => {
    const told = async (caller: string) =>
      (await at.desk.checkOperatorRules(caller, { name: 'аса', password: '' })).find(
        ({ rule }) => rule === 'name-alike',
      )
    expect(await told(page)).toEqual({ rule: 'name-alike', ok: false, like: 'aca' })
    expect(await told('stranger')).toEqual({ rule: 'name-alike', ok: true })
  })

  it('stays who they are where a store has had them for long', async () => {
    const zoe = await addOperator(at, { name: 'zoe', role: 'auditor' })
    await at.desk.close()
    // As an earlier version let them be named; a slot is bound to its name, so the look-alike is the one added later.
    const db = new Database(at.storePath)
    db.exec(`UPDATE operators SET name = 'zое', name_key = 'zое' WHERE name = 'max'`)
    db.close()
    const desk = await at.restart()
    expect(await desk.signIn('page of zoe', { name: 'zoe', password: ownPassword })).toMatchObject({
      id: zoe.id,
    })
    await desk.operators.changeOwnPassword('page of zoe', zoe, {
      current: ownPassword,
      next: 'another lantern over still water',
    })
  })
})

import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRouter } from '../../src/main/rpc/router.ts'
import { roles } from '../../src/shared/model/roles.ts'
import { addOperator, ownPassword } from '../support/add-operator.ts'
import { cheapSlots } from '../support/cheap-slots.ts'
import { accountIdOf, administrator, startTestDesk, type TestDesk } from '../support/test-desk.ts'

describe('who shares a password', () => {
  let at: TestDesk
  let id = ''
  beforeAll(async () => {
    at = await startTestDesk({ resources: cheapSlots })
    await at.desk.directory.judged(20_000)
    id = accountIdOf(at.desk, '1000000001')
    for (const name of ['support', 'auditor'] as const) {
      await addOperator(at, { name, role: name })
      await at.desk.signIn(name, { name, password: ownPassword })
    }
    await at.desk.signIn('administrator', administrator)
  })
  afterAll(() => at.end())

  const ask = (caller: string) =>
    createRouterClient(createRouter(at.desk), {
      context: { caller, door: 'browser' as const },
    }).findings.list({ sameAs: { kind: 'admin', id } })

  it.each(roles)('is told to administrators and auditors alone, and unseals nothing: %s', async (role) => {
    const before = at.desk.audit.chain().events
    if (role === 'support') {
      await expect(ask(role)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    } else {
      const told = await ask(role)
      expect(told.sameAs).toBe('chatAdmin')
      expect(told.rows.map(({ account }) => account)).toEqual(['chatAdmin', 'nightAdmin', 'opsAdmin'])
      expect(JSON.stringify(told)).not.toMatch(/OpenIM@123|sealed|hash|"password"|fingerprint/i)
    }
    expect(at.desk.audit.chain().events).toBe(before)
  })

  it('is not told to a stranger', async () => {
    await expect(ask('stranger')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })
})

import type { AnyContractProcedure } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRouter } from '../../src/main/rpc/router.ts'
import type { ProcedureMeta } from '../../src/shared/contract/base.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { roles, type Role } from '../../src/shared/model/roles.ts'
import { administrator, page, startTestDesk, type TestDesk } from '../support/test-desk.ts'

type Access = 'anyone' | Role[]
const all: Role[] = ['administrator', 'support', 'auditor']
const administrators: Role[] = ['administrator']
const callersSide: Role[] = ['administrator', 'support']

/** Says who may call what. It repeats the contract on purpose: opening a procedure to more people must be meant. */
const expected: Record<string, Access> = {
  'session.status': 'anyone',
  'session.setPreferences': 'anyone',
  'session.checkOperatorRules': 'anyone',
  'session.setUp': 'anyone',
  'session.signIn': 'anyone',
  'session.recover': 'anyone',
  'session.confirmRecoveryKey': all,
  'session.lock': all,
  'session.touch': all,
  'session.stepUp': all,
  'session.watch': all,
  'audit.list': all,
  'audit.facets': all,
  'audit.chain': all,
  'audit.verify': all,
  'admins.list': administrators,
  'admins.add': administrators,
  'admins.get': administrators,
  'admins.history': administrators,
  'admins.generate': administrators,
  'admins.revealDraft': administrators,
  'admins.checkRules': administrators,
  'admins.dryRun': administrators,
  'admins.change': administrators,
  'admins.reveal': administrators,
  'admins.verify': administrators,
  'applications.list': administrators,
  'applications.names': callersSide,
  'applications.get': administrators,
  'applications.update': administrators,
  'users.list': callersSide,
  'users.get': callersSide,
  'users.issueToken': callersSide,
  'users.revokeToken': callersSide,
  'users.revokeAllTokens': callersSide,
  'backends.list': administrators,
  'backends.add': administrators,
  'builtIn.state': administrators,
  'builtIn.start': administrators,
  'builtIn.stop': administrators,
  'builtIn.requests': administrators,
  'builtIn.outbox': administrators,
  'builtIn.revealCode': administrators,
  'directory.summary': administrators,
  'directory.loadSample': administrators,
  'directory.removeSample': administrators,
  'operators.list': administrators,
  'operators.add': administrators,
}
const steppedUp = [
  'admins.revealDraft',
  'admins.reveal',
  'builtIn.revealCode',
  'operators.add',
  'users.issueToken',
]

const paths = Object.entries(contract).flatMap(([area, procedures]) =>
  Object.entries(procedures as Record<string, AnyContractProcedure>).map(
    ([name, procedure]) => [`${area}.${name}`, procedure['~orpc'].meta as ProcedureMeta] as const,
  ),
)

describe('the contract', () => {
  it('says of every procedure who may call it', () => {
    const said = Object.fromEntries(paths.map(([path, meta]) => [path, meta.access]))
    expect(said).toEqual(expected)
  })

  it('asks for the password anew where a secret is shown or a key slot is made', () => {
    expect(
      paths
        .filter(([, meta]) => meta.stepUp)
        .map(([path]) => path)
        .toSorted(),
    ).toEqual(steppedUp.toSorted())
  })
})

describe('the guard', () => {
  let at: TestDesk
  beforeAll(async () => {
    at = await startTestDesk()
    await at.desk.stepUp(page, at.ada, administrator.password)
    for (const role of ['support', 'auditor'] as const) {
      await at.desk.operators.add(at.ada, {
        name: role,
        role,
        password: `a password for ${role.slice(0, 3)}-people`,
      })
      await at.desk.signIn(role, { name: role, password: `a password for ${role.slice(0, 3)}-people` })
    }
    await at.desk.signIn('administrator', administrator)
  })
  afterAll(() => at.end())

  const call = async (path: string, caller: string): Promise<unknown> => {
    const client = createRouterClient(createRouter(at.desk), {
      context: { caller, door: 'browser' as const },
    })
    const [area, name] = path.split('.') as [keyof typeof client, string]
    // The input is nonsense: who may not call must hear so before anybody looks at it.
    const procedure = (client[area] as unknown as Record<string, (input: unknown) => Promise<unknown>>)[name]
    return procedure?.({ nonsense: true })
  }
  const codeOf = async (path: string, caller: string): Promise<string | null> =>
    call(path, caller).then(
      () => null,
      (error: unknown) => (error as { code?: string }).code ?? 'no code',
    )

  const guarded = Object.entries(expected).filter((entry): entry is [string, Role[]] => entry[1] !== 'anyone')

  it.each(guarded)('refuses a stranger and every other role: %s', async (path, allowed) => {
    const before = at.desk.audit.chain().events
    expect(await codeOf(path, 'stranger')).toBe('NOT_SIGNED_IN')
    for (const role of roles.filter((name) => !allowed.includes(name))) {
      expect(await codeOf(path, role), role).toBe('FORBIDDEN')
    }
    expect(at.desk.audit.chain().events).toBe(before)
  })

  it.each(steppedUp)('refuses an administrator who has not stepped up: %s', async (path) => {
    expect(await codeOf(path, 'administrator')).toBe('STEP_UP_REQUIRED')
  })

  it('lets in who may, and then looks at the input', async () => {
    expect(await codeOf('admins.get', 'administrator')).toBe('BAD_REQUEST')
    expect(await codeOf('audit.chain', 'auditor')).toBeNull()
    expect(await codeOf('audit.chain', 'support')).toBeNull()
    expect(await codeOf('applications.names', 'support')).toBeNull()
  })
})

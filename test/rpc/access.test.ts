import type { AnyContractProcedure } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRouter } from '../../src/main/rpc/router.ts'
import type { ProcedureMeta } from '../../src/shared/contract/base.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { roles, type Role } from '../../src/shared/model/roles.ts'
import { addOperator, ownPassword } from '../support/add-operator.ts'
import { administrator, page, startTestDesk, type TestDesk } from '../support/test-desk.ts'

type Access = 'anyone' | Role[]
const all: Role[] = ['administrator', 'support', 'auditor']
const administrators: Role[] = ['administrator']
const auditing: Role[] = ['administrator', 'auditor']
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
  'audit.openCopy': all,
  'audit.listCopy': all,
  'audit.copyFacets': all,
  'audit.listCopyFindings': auditing,
  'audit.countCopyFindings': auditing,
  'audit.export': all,
  'audit.exportCopy': all,
  'audit.takeCopy': auditing,
  'audit.report': auditing,
  'audit.reportOnCopy': auditing,
  'findings.list': auditing,
  'findings.summary': auditing,
  'accountFiles.export': administrators,
  'accountFiles.check': administrators,
  'accountFiles.rows': administrators,
  'accountFiles.import': administrators,
  'accountFiles.stop': administrators,
  'incomingFiles.begin': administrators,
  'incomingFiles.add': administrators,
  'incomingFiles.drop': administrators,
  'admins.list': administrators,
  'admins.lookUp': administrators,
  'admins.add': administrators,
  'admins.remove': administrators,
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
  'applications.remote': administrators,
  'applications.get': administrators,
  'applications.preview': administrators,
  'applications.update': administrators,
  'users.list': callersSide,
  'users.get': callersSide,
  'users.setSignText': callersSide,
  'users.issueToken': callersSide,
  'users.revokeToken': callersSide,
  'users.revokeAllTokens': callersSide,
  'backends.list': administrators,
  'backends.standing': administrators,
  'backends.add': administrators,
  'backends.get': administrators,
  'backends.edit': administrators,
  'backends.remove': administrators,
  'backends.addApplication': administrators,
  'backends.editApplication': administrators,
  'backends.removeApplication': administrators,
  'backends.setSecret': administrators,
  'backends.test': administrators,
  'exchanges.list': administrators,
  'exchanges.get': administrators,
  'contradictions.list': administrators,
  'builtIn.state': administrators,
  'builtIn.start': administrators,
  'builtIn.stop': administrators,
  'builtIn.samples': administrators,
  'builtIn.requests': administrators,
  'builtIn.outbox': administrators,
  'builtIn.revealCode': administrators,
  'changes.open': callersSide,
  'changes.get': callersSide,
  'changes.resolve': callersSide,
  'changes.decide': callersSide,
  'changes.candidates': administrators,
  'changes.reveal': administrators,
  'resets.generate': callersSide,
  'resets.revealDraft': callersSide,
  'resets.start': callersSide,
  'resets.continueWithCode': callersSide,
  'resetDesk.list': callersSide,
  'resetDesk.places': callersSide,
  'resetDesk.withoutCode': callersSide,
  'resetDesk.open': callersSide,
  'resetDesk.get': callersSide,
  'resetDesk.verifyCaller': callersSide,
  'resetDesk.captcha': callersSide,
  'resetDesk.sendCode': callersSide,
  'resetDesk.setPassword': callersSide,
  'resetDesk.decide': callersSide,
  'resetDesk.handOver': callersSide,
  'resetDesk.makeProof': callersSide,
  'resetDesk.close': callersSide,
  'directory.summary': administrators,
  'directory.loadSample': administrators,
  'directory.removeSample': administrators,
  'directory.exportDocument': administrators,
  'directory.checkDocument': administrators,
  'directory.importDocument': administrators,
  'maintenance.backUpNow': administrators,
  'maintenance.lastBackup': administrators,
  'maintenance.backups': administrators,
  'maintenance.inspectBackup': administrators,
  'maintenance.restore': administrators,
  'maintenance.doctor': administrators,
  'clipboard.copy': all,
  'clipboard.takeOut': 'anyone',
  'settings.get': all,
  'settings.update': administrators,
  'settings.clock': administrators,
  'settings.confirmClock': administrators,
  'rotations.plan': administrators,
  'rotations.start': administrators,
  'rotations.continueWithRest': administrators,
  'rotations.stop': administrators,
  'rotations.resume': administrators,
  'rotations.abandon': administrators,
  'rotations.get': administrators,
  'rotations.report': administrators,
  'rotations.running': administrators,
  'rotations.list': administrators,
  'overview.get': all,
  'overview.passwords': auditing,
  'search.find': all,
  'operators.list': administrators,
  'operators.add': administrators,
  'operators.setRole': administrators,
  'operators.disable': administrators,
  'operators.readmit': administrators,
  'operators.unlock': administrators,
  'operators.changeOwnPassword': all,
  'operators.newRecoveryKey': administrators,
}
const steppedUp = [
  'accountFiles.check',
  'accountFiles.import',
  'directory.checkDocument',
  'directory.importDocument',
  'admins.remove',
  'admins.revealDraft',
  'admins.reveal',
  'backends.edit',
  'builtIn.revealCode',
  'changes.decide',
  'changes.reveal',
  'resetDesk.decide',
  'resetDesk.handOver',
  'resets.revealDraft',
  'operators.add',
  'operators.setRole',
  'operators.disable',
  'operators.readmit',
  'operators.unlock',
  'operators.newRecoveryKey',
  'maintenance.backUpNow',
  'maintenance.restore',
  'rotations.start',
  'rotations.continueWithRest',
  'rotations.resume',
  'settings.update',
  'settings.confirmClock',
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

  it('asks for the password anew where a secret is shown or led elsewhere, a key slot is made or a rotation is let loose', () => {
    expect(
      paths
        .filter(([, meta]) => meta.stepUp)
        .map(([path]) => path)
        .toSorted(),
    ).toEqual(steppedUp.toSorted())
  })

  it('lets in who has to set a password of their own only for that, and for what a session needs', () => {
    expect(
      paths
        .filter(([, meta]) => meta.whileMustChange)
        .map(([path]) => path)
        .toSorted(),
    ).toEqual(['operators.changeOwnPassword', 'session.lock', 'session.touch', 'session.watch'])
  })
})

it('the contract lets nothing through while a restore is made but the question how it stands, and itself', () => {
  expect(paths.filter(([, meta]) => meta.whileRestoring).map(([path]) => path)).toEqual([
    'session.status',
    'maintenance.restore',
  ])
})

describe('the guard', () => {
  let at: TestDesk
  beforeAll(async () => {
    at = await startTestDesk()
    await at.desk.stepUp(page, at.ada, administrator.password)
    await Promise.all(
      (['support', 'auditor'] as const).map(async (role) => {
        await addOperator(at, { name: role, role })
        await at.desk.signIn(role, { name: role, password: ownPassword })
      }),
    )
    await at.desk.signIn('administrator', administrator)
  }, 120_000)
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

  it('lets nothing through but a password of one’s own for who came with a one-time one', async () => {
    await at.desk.operators.add(at.ada, { name: 'newcomer', role: 'administrator', password: ownPassword })
    await at.desk.signIn('newcomer', { name: 'newcomer', password: ownPassword })
    const before = at.desk.audit.chain().events
    for (const [path, meta] of paths) {
      if (meta.access === 'anyone' || meta.whileMustChange === true) continue
      expect(await codeOf(path, 'newcomer'), path).toBe('PASSWORD_CHANGE_REQUIRED')
    }
    expect(at.desk.audit.chain().events).toBe(before)
    expect(await codeOf('operators.changeOwnPassword', 'newcomer')).toBe('BAD_REQUEST')
  })

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

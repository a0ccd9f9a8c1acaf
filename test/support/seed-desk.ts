import { placesOf } from '../../src/renderer/composables/places.ts'
import { addOperator } from './add-operator.ts'
import { accountIdOf, type TestDesk } from './test-desk.ts'

/** Holds the path of every page of an administrator that is about no one thing, by name. */
export const everyPage: Readonly<Record<string, string>> = {
  ...Object.fromEntries(placesOf('administrator').map(({ name }) => [name, name])),
  'reset-new': 'resets/new',
  'rotation-new': 'rotations/new',
  'audit-findings': 'audit?tab=findings',
  'audit-take': 'audit?tab=take',
  'audit-copy': 'audit?tab=copy',
  'admins-files': 'admins/files',
  'users-files': 'users/files',
}

/** Fills a desk with something for every page to show, and gives the paths of the pages about one thing, by name. */
export async function seedDesk(at: TestDesk): Promise<Record<string, string>> {
  const { desk, ada } = at
  await desk.confirmRecoveryKey(ada, at.recoveryKey)
  const remote = desk.backends.add(ada, {
    name: 'IM Shanghai',
    system: 'openim',
    url: 'http://127.0.0.1:9',
    environment: 'production',
    passwordEncoding: 'plain',
  })
  const admin = { backendId: remote.id, userID: '42', account: 'dutyAdmin', nickname: '值班' }
  desk.admins.add(ada, { ...admin, currentPassword: 'Harbour-in-winter_7' })
  await desk.admins.verify(ada, accountIdOf(desk, '1000000001'))
  await desk.admins.verify(ada, accountIdOf(desk, '42'))
  await addOperator(at, { name: 'sam.support', role: 'support' })
  await desk.operators.add(ada, { name: 'olga.audit', role: 'auditor' })
  const [first, second] = ['18616503617', '13800138000'].map((account) => openCase(at, account))
  desk.resetDesk.verifyCaller(ada, { id: second ?? '', checks: ['called-back'] })
  await desk.resetDesk.sendCode(ada, { id: second ?? '', answer: '' })
  const { id } = await desk.rotations.plan(ada, {
    backendId: 'built-in',
    accounts: 'all',
    passwordLength: 20,
  })
  return {
    'reset-to-verify': `resets/${first ?? ''}`,
    'reset-code-sent': `resets/${second ?? ''}`,
    'rotation-planned': `rotations/${id}`,
  }
}

function openCase({ desk, ada }: TestDesk, account: string): string {
  const [user] = desk.users.list({ search: account, limit: 1 }).rows
  return desk.resetDesk.open(ada, {
    backendId: 'built-in',
    system: 'shuidi',
    user: { num: user?.num ?? 0 },
    caller: '',
    reason: 'forgotten after the holidays',
    ticket: 'T-42',
  }).id
}

import { createORPCClient, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { createHandler } from '../../../src/main/rpc/handler.ts'
import { createPageFiles } from '../../../src/main/rpc/page-files.ts'
import { createRouter } from '../../../src/main/rpc/router.ts'
import type { Desk } from '../../../src/main/desk.ts'
import type { DeskClient } from '../../../src/shared/contract/index.ts'
import { makePageFolder } from '../../hosts/page-folder.ts'
import { waysIn } from '../../rpc/ways-in.ts'
import type { CanaryFlock } from './canary-flock.ts'

/** Names the calls whose answers hand a secret over; what they say is not searched. */
const handingOver = /\/(?:reveal\w*|recover|setRole|readmit|newRecoveryKey|setUp|issueToken|handOver)$/

/** Is a page over loopback whose every answer is kept. */
export interface DeskPage {
  call: DeskClient
  close(): Promise<void>
}

/** Opens a desk to a page, as a browser on this machine does. */
export async function openDeskPage(desk: Desk, flock: CanaryFlock): Promise<DeskPage> {
  const pages = makePageFolder()
  const enter = waysIn['a browser over loopback']
  if (enter === undefined) throw new Error('there is no way in')
  const way = await enter(
    createHandler({
      router: createRouter(desk),
      context: (caller) => ({ caller, door: 'browser' as const }),
      pageFiles: createPageFiles(pages.path),
      report: (error) => {
        flock.hear('an inner error', String(error))
      },
    }),
  )
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const answer = await way.send(request)
    if (!handingOver.test(pathname)) flock.hear(`the answer to ${pathname}`, await answer.clone().text())
    return answer
  }
  return {
    call: createORPCClient(new RPCLink({ url: way.url, fetch })),
    async close() {
      await way.close()
      pages.remove()
    },
  }
}

/** Does in the desk what an administrator does in a week, with a new secret at every step. */
export async function workInDesk(
  { call }: DeskPage,
  flock: CanaryFlock,
  at: { operator: { name: string; password: string }; echoing: string },
): Promise<void> {
  const { name, password } = at.operator
  await safe(call.session.signIn({ name, password: flock.make('wrong password of an operator') }))
  await call.session.signIn({ name, password })
  await call.session.stepUp({ password })
  await changeAdmins(call, flock)
  await useBackends(call, flock, at.echoing)
  await call.session.stepUp({ password })
  const one = flock.make('first password of an operator')
  await call.operators.add({ name: 'grace', role: 'support', password: one })
  const wrong = flock.make('wrong own password')
  await safe(
    call.operators.changeOwnPassword({ current: wrong, next: flock.make('own password, not taken') }),
  )
  const broken = { name: flock.make('password in the wrong field'), role: 'king', password: 7 }
  await safe(call.operators.add(broken as never))
  const { recoveryKey } = await call.operators.newRecoveryKey()
  flock.watch('recovery key', recoveryKey)
  await readEverything(call)
}

async function changeAdmins(call: DeskClient, flock: CanaryFlock): Promise<void> {
  const { rows } = await call.admins.list({ backendId: 'built-in' })
  for (const { id: accountId, account } of rows.slice(4, 6)) {
    const next = { from: 'typed', password: flock.brief('new password of an admin') } as const
    const typed = { from: 'typed', password: flock.brief('wrong current password') } as const
    await call.admins.checkRules({ accountId, current: typed, next })
    await call.admins.dryRun({ accountId, current: typed, next })
    await call.admins.change({ accountId, current: typed, next, confirmation: account })
    const { state } = await call.admins.change({
      accountId,
      current: { from: 'vault' },
      next,
      confirmation: account,
    })
    if (state !== 'confirmed') throw new Error(`the change is ${String(state)}`)
    await safe(call.admins.change({ accountId, current: typed, next, confirmation: next.password }))
    const { draftId } = await call.admins.generate({ accountId })
    flock.watch('generated password', (await call.admins.revealDraft({ draftId })).password)
    const draft = { from: 'draft', draftId } as const
    await call.admins.change({ accountId, current: { from: 'vault' }, next: draft, confirmation: account })
    await call.admins.verify({ accountId })
  }
}

async function useBackends(call: DeskClient, flock: CanaryFlock, url: string): Promise<void> {
  for (const passwordEncoding of ['plain', 'md5-hex'] as const) {
    const { id: backendId } = await call.backends.add({
      system: 'openim',
      name: `openim ${passwordEncoding}`,
      url,
      environment: 'staging',
      passwordEncoding,
      callingAdmin: 'caller',
    })
    const calling = flock.make('password of the calling admin')
    await call.backends.setSecret({ backendId, kind: 'calling-password', secret: calling })
    for (const account of ['north', 'south']) {
      const currentPassword = flock.brief('entered password of an admin')
      const admin = { backendId, userID: account, account, nickname: '', currentPassword }
      const { accountId } = await call.admins.add(admin)
      const next = { from: 'typed', password: flock.brief('new password of an admin') } as const
      await call.admins.change({ accountId, current: { from: 'vault' }, next, confirmation: account })
      await call.admins.verify({ accountId })
      const token = flock.plain('pasted token')
      await call.backends.setSecret({ backendId, kind: 'token', secret: token })
    }
    await call.backends.test({ backendId })
  }
  await resetAtSystems(call, flock, url)
}

async function resetAtSystems(call: DeskClient, flock: CanaryFlock, url: string): Promise<void> {
  const add = async (system: 'nobase' | 'shuidi' | 'yunhu', path = ''): Promise<string> => {
    const where = { name: system, url: url + path, environment: 'staging' } as const
    return (await call.backends.add({ system, ...where })).id
  }
  const nobase = await add('nobase')
  const shuidi = await add('shuidi')
  const yunhu = await add('yunhu', '/ErpServer/h5api/1/2')
  await call.backends.addApplication({
    backendId: nobase,
    appid: 'app-1',
    tokenValidation: null,
    allowPasswordChange: null,
    signature: flock.make('signature'),
  })
  await call.backends.setSecret({ backendId: shuidi, kind: 'sign-key', secret: flock.make('sign key') })
  await call.backends.setSecret({ backendId: yunhu, kind: 'token', secret: flock.plain('token of yunhu') })
  await call.backends.setSecret({
    backendId: yunhu,
    kind: 'userkey',
    secret: flock.plain('userkey of yunhu'),
  })
  const reset = async (backendId: string, confirmation: string, user: unknown): Promise<void> => {
    const next = { from: 'typed', password: flock.plain('new password of a user') } as const
    const { error } = await safe(
      call.resets.start({ backendId, next, reason: 'forgotten', confirmation, user: user as never }),
    )
    if (error !== null) throw error
  }
  const proofs = [
    { by: 'password', password: flock.make('old password of a user') },
    { by: 'token', token: flock.plain('token of a user') },
  ]
  for (const [index, proof] of proofs.entries()) {
    const user = `1380013800${String(index)}`
    await reset(nobase, user, { system: 'nobase', appid: 'app-1', user, proof })
  }
  const code = () => flock.digits('code of a reset')
  await reset(shuidi, '13800138005', {
    system: 'shuidi',
    phone: '13800138005',
    uid: '13800138005',
    code: code(),
  })
  await reset(yunhu, '13800138006', { system: 'yunhu', mbphone: '13800138006', codeid: '7', msgcode: code() })
}

/** Asks for all that the pages show. */
async function readEverything(call: DeskClient): Promise<void> {
  const { rows } = await call.admins.list({ limit: 200 })
  for (const { id: accountId } of rows) await call.admins.history({ accountId })
  const exchanges = await call.exchanges.list({})
  for (const { id } of exchanges.rows) await call.exchanges.get({ id })
  for (const { id: backendId } of await call.backends.list()) await call.backends.get({ backendId })
  await Promise.all([
    call.builtIn.requests({}),
    call.builtIn.outbox({}),
    call.changes.open(),
    call.contradictions.list(),
    call.directory.summary(),
    call.findings.summary(),
    call.maintenance.doctor(),
    call.audit.report({ language: 'en' }),
  ])
  for (const format of ['csv', 'json'] as const) {
    const pieces = await call.audit.export({ format })
    // Kept as it comes, like every answer.
    while ((await pieces.next()).done !== true);
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { safe } from '@orpc/client'
import type { DeskClient } from '../../../src/shared/contract/index.ts'
import type { CanaryFlock } from './canary-flock.ts'
import type { DeskPage } from './work-in-desk.ts'

/** Brings accounts in from files, rotates passwords, carries a caller through a reset, and takes copies out. */
export async function workWithCallers(
  { call }: DeskPage,
  flock: CanaryFlock,
  { name, password }: { name: string; password: string },
): Promise<void> {
  await call.session.signIn({ name, password })
  await call.session.stepUp({ password })
  await bringInAccounts(call, flock)
  await rotate(call, flock)
  await carryCaller(call, flock)
  const pieces = await call.audit.takeCopy()
  while ((await pieces.next()).done !== true);
  for (const kind of ['admins', 'users'] as const) {
    const written = await call.accountFiles.export({ kind })
    while ((await written.next()).done !== true);
  }
}

async function bringInAccounts(call: DeskClient, flock: CanaryFlock): Promise<void> {
  const admins = 'backend,userID,account,nickname,level,password'
  const users = 'appid,uid,account,phone,nickname,password'
  const admin = (): string => flock.plain('password of an admin in a file')
  const user = (): string => flock.plain('password of a user in a file')
  await bringIn(call, 'admins', [admins, `openim plain,east,east,East,100,${admin()}`])
  await bringIn(call, 'admins', [admins, `openim plain,east,east,East,100,${admin()}`])
  await bringIn(call, 'users', [users, `app-1001,5001,13700137001,13700137001,One,${user()}`])
  for (const lines of [
    [admins, `no such backend,west,west,West,100,${admin()}`],
    [users, `no such app,5002,13700137002,13700137002,Two,${user()}`],
    ['backend;password', `"${admin()}`],
  ]) {
    const kind = lines[0] === users ? 'users' : 'admins'
    await safe(bringIn(call, kind, lines))
  }
}

async function bringIn(call: DeskClient, kind: 'admins' | 'users', lines: string[]): Promise<void> {
  const bytes = Buffer.from(lines.join('\r\n'))
  const { fileId } = await call.incomingFiles.begin({ bytes: bytes.length })
  await call.incomingFiles.add({ fileId, part: bytes.toString('base64') })
  const plan = await call.accountFiles.check({ fileId, kind, replacePasswords: true })
  if (!plan.readable) throw new Error(`the file is not read: ${plan.fault}`)
  await call.accountFiles.rows({ fileId })
  const steps = await call.accountFiles.import({ fileId, digest: plan.digest })
  let last: string | undefined
  for (let step = await steps.next(); step.done !== true; step = await steps.next()) last = step.value.at
  if (last !== 'done') throw new Error(`the import is ${String(last)}`)
}

async function rotate(call: DeskClient, flock: CanaryFlock): Promise<void> {
  const { rows } = await call.admins.list({ backendId: 'built-in' })
  // Of others the password was changed at the backend itself.
  const accounts = rows.slice(4, 6).map(({ id }) => id)
  const { id: rotationId } = await call.rotations.plan({ backendId: 'built-in', accounts })
  const reached = async (state: string): Promise<void> => {
    for (let tries = 0; tries < 1200; tries++) {
      const { rotation } = await call.rotations.get({ rotationId })
      if (rotation.state === state) return
      await pause(50)
    }
    throw new Error(`the rotation is not ${state}`)
  }
  await call.rotations.start({ rotationId, confirmation: 'Built-in' })
  await reached('first-done')
  await call.rotations.continueWithRest({ rotationId })
  await reached('ended')
  await call.rotations.report({ rotationId })
  for (const accountId of accounts) {
    flock.watch('password of a rotation', (await call.admins.reveal({ accountId })).password)
  }
}

async function carryCaller(call: DeskClient, flock: CanaryFlock): Promise<void> {
  const { rows } = await call.users.list({ search: '13700137001' })
  const num = rows[0]?.num
  if (num === undefined) throw new Error('nobody was brought in')
  const issued = await call.users.issueToken({ num })
  flock.watch('token issued by hand', issued.token)
  flock.watch('key of a user', issued.userkey)
  const opened = { backendId: 'built-in', caller: 'C', reason: 'forgotten', ticket: '' }
  const { id } = await call.resetDesk.open({ ...opened, system: 'shuidi', user: { num } })
  await call.resetDesk.verifyCaller({ id, checks: ['called-back'] })
  await call.resetDesk.sendCode({ id })
  const typed = { from: 'typed', password: flock.plain('password a caller chose') } as const
  await safe(call.resetDesk.setPassword({ id, code: flock.digits('a code that is wrong'), next: typed }))
  const outbox = await call.builtIn.outbox({})
  const message = outbox.rows.find(({ to }) => to === '13700137001')
  const { code } = await call.builtIn.revealCode({ id: message?.id ?? 0 })
  const done = await call.resetDesk.setPassword({ id, code, next: { from: 'generated' } })
  if (done.case.state !== 'changed') throw new Error(`the case is ${done.case.state}`)
  const { password } = await call.resetDesk.handOver({ id })
  flock.watch('password that was handed over', password)
  await call.resetDesk.makeProof({ id })
  await call.resetDesk.close({ id, outcome: 'resolved', note: '' })
}

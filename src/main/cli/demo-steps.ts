import { randomBytes } from 'node:crypto'
import type { Outcome } from '../../shared/model/outcome.ts'
import type { Operation } from '../../shared/model/systems.ts'
import type { Desk } from '../desk.ts'
import { calls } from '../systems/calls.ts'
import { demand } from './demo-failure.ts'
import type { CommandOperator } from './operator-session.ts'

const page = 'demo'
const operator = { name: 'demo', password: 'a long sentence nobody guesses' }
const admin = { userID: '1000000001', account: 'chatAdmin', oldPassword: 'OpenIM@123' }
const mall = { appid: 'app-1001', signature: 'sig-1001' }
const ming = { user: '13800138000', pass: 'OldPass456', newpass: 'NewPass123' }
const wei = { phone: '18616503617', uid: 15629, newPassword: 'Another-Pass-7' }

/** Carries what the steps share: the desk, who works, where the built-in backend is, and where lines go. */
interface Demo {
  desk: Desk
  by: CommandOperator
  url: string
  out: (line: string) => void
}

/** Does the main jobs one after the other and prints each; ends with a `DemoFailure` where one is not as it should be. */
export async function runDemoSteps(desk: Desk, out: (line: string) => void): Promise<void> {
  out('1. A new store, its first administrator, the sample people')
  await desk.start()
  const { operator: by, recoveryKey } = await desk.setUp(page, operator)
  await desk.confirmRecoveryKey(by, recoveryKey)
  desk.directory.loadSample(by)
  const { url } = desk.builtIn.state()
  demand(url !== null, 'the built-in backend runs')
  out(`   signed in as ${by.name}; the built-in backend answers at ${url}\n`)
  const demo: Demo = { desk, by, url, out }
  await changeAdminPassword(demo)
  await switchPasswordChanges(demo)
  await resetByCode(demo)
  listAudit(demo)
}

async function changeAdminPassword({ desk, by, url, out }: Demo): Promise<void> {
  const account = desk.admins
    .list({ sort: 'account', descending: false, limit: 10 })
    .rows.find(({ userID }) => userID === admin.userID)
  demand(account !== undefined, 'Root is among the admins')
  out(`2. The password of ${account.account} (${account.userID}) is changed to a generated one`)
  const { draftId, length } = await desk.admins.generate({ accountId: account.id, length: 20 })
  const change = {
    accountId: account.id,
    current: { from: 'vault' as const },
    next: { from: 'draft' as const, draftId },
  }
  const result = await desk.admins.change(by, { ...change, confirmation: account.account })
  print(result.outcome, out)
  demand(result.state === 'confirmed', 'the change is confirmed')
  demand(result.sessions === 'sessions-stay', 'the sessions of before are said to stay')
  out(
    `   ${String(length)} characters, kept in the vault; sessions that were open stay open, as at the real server\n`,
  )

  out('3. The old password is refused, the new one signs in')
  const given = { account: admin.account, password: admin.oldPassword }
  const stale = await call({ url, out }, 'openim.login', given, {})
  demand(stale.reason === 'wrong-credentials', 'the old password is refused')
  const proof = await desk.admins.verify(by, account.id)
  print(proof, out)
  demand(proof.status === 'succeeded', 'the new password signs in')
}

async function switchPasswordChanges({ desk, by, url, out }: Demo): Promise<void> {
  const { appid } = mall
  const switched = (allowPasswordChange: boolean, reason: string): void => {
    desk.applications.update(by, { appid, changes: { allowPasswordChange }, reason })
  }
  out(`\n4. Users of ${appid} may not change their passwords: the next request is refused`)
  switched(false, 'the demo shows the flag')
  const refused = await call({ url, out }, 'nobase.newPass', ming, mall)
  demand(refused.wire?.code === 405, 'the change is answered 405')
  demand(refused.reason === 'change-not-allowed', 'the flag is the reason')

  out('\n5. They may again: the same request is carried out')
  switched(true, 'the demo is done with it')
  const changed = await call({ url, out }, 'nobase.newPass', ming, mall)
  demand(changed.wire?.code === 200, 'the change is answered 200')
}

async function resetByCode({ desk, by, url, out }: Demo): Promise<void> {
  out('\n6. A forgotten password is reset by a code; there is no phone network, so the outbox has it')
  const key = randomBytes(16).toString('hex')
  const imported = desk.directory.importDocument(
    by,
    Buffer.from(JSON.stringify({ latchkeyDirectory: 1, shuidi: { signKey: key } })),
  )
  demand(imported.ok, 'the signing key is set')
  const { phone, uid, newPassword } = wei
  const sent = await call({ url, out }, 'shuidi.sendCode', { phone }, { key })
  demand(sent.status === 'succeeded', 'the code is sent')
  const message = desk.builtIn.outbox({ limit: 1 }).rows[0]
  demand(message?.to === phone, 'the code is in the outbox')
  const { code } = desk.builtIn.revealCode(by, message.id)
  const reset = { phone, uid, code, new_password: newPassword }
  const done = await call({ url, out }, 'shuidi.findPassword', reset, { key })
  demand(done.status === 'succeeded', 'the password is reset')
  out('   The same code again:')
  const again = await call({ url, out }, 'shuidi.findPassword', reset, { key })
  demand(again.reason === 'code-invalid', 'a code works once')
}

function listAudit({ desk, out }: Demo): void {
  out('\n7. The audit')
  const { events } = desk.audit.list({}, { before: undefined, limit: 100 })
  for (const { seq, actor, action, target } of events.toReversed()) {
    out(`   ${String(seq).padStart(3)}  ${actor.padEnd(20)} ${action.padEnd(34)} ${target}`)
  }
  for (const action of ['admin-password.confirmed', 'application.changed']) {
    demand(
      events.some((event) => event.action === action),
      `the audit has ${action}`,
    )
  }
}

async function call(
  { url: baseUrl, out }: Pick<Demo, 'url' | 'out'>,
  operation: Operation,
  params: object,
  credentials: object,
): Promise<Outcome> {
  const callable = calls[operation]
  const ready = callable.ready({ params, credentials, method: callable.methods[0] })
  demand(!Array.isArray(ready), `${operation} takes what it is given`)
  const outcome = await ready.run({ baseUrl, allowHttp: false }, {})
  print(outcome, out)
  return outcome
}

function print({ exchange, status, reason }: Outcome, out: (line: string) => void): void {
  if (exchange !== null) {
    const { pathname, search } = new URL(exchange.url)
    out(`   > ${exchange.method} ${pathname}${search}`)
    for (const [name, value] of Object.entries(exchange.requestHeaders)) out(`   > ${name}: ${value}`)
    if (exchange.requestBody !== '') out(`   > ${exchange.requestBody}`)
    out(`   < ${exchange.responseBody ?? 'no answer'}   (${String(exchange.durationMs)} ms)`)
  }
  out(`   = ${status}${reason === null ? '' : `, ${reason}`}`)
}

import { createPublicKey } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../../shared/model/outcome.ts'
import { Secret } from '../../shared/model/secret.ts'
import { anchorPath, readAnchors } from '../audit/anchors.ts'
import { verifyAudit } from '../audit/verify.ts'
import { createDesk, type Desk } from '../desk.ts'
import { openAuditReader } from '../store/reader.ts'
import { login } from '../systems/openim/login.client.ts'
import { exitCodes, type CommandContext } from './command.ts'

const page = 'demo'
const operator = { name: 'demo', password: 'a long sentence nobody guesses' }
const oldPassword = new Secret('OpenIM@123')

/** Says that a step of the demo is not as it should be. */
class DemoFailure extends Error {}

/** Changes an admin's password in a temporary folder and prints what went over the wire; 1 where a step fails. */
export async function runDemo(context: CommandContext): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'))
  const storePath = join(folder, 'store', 'demo.latchkey')
  const { version, resources, out } = context
  const desk = createDesk({ storePath, door: 'command', version, resources })
  try {
    await mainJob(desk, out)
    await desk.close()
    proveAudit(storePath, out)
    out('Every step is as it should be.')
    return exitCodes.done
  } catch (error) {
    if (!(error instanceof DemoFailure)) throw error
    out(`Not as it should be: ${error.message}`)
    return exitCodes.negative
  } finally {
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function mainJob(desk: Desk, out: (line: string) => void): Promise<void> {
  out('1. A new store, its first administrator, the sample people')
  await desk.start()
  const { operator: admin, recoveryKey } = await desk.setUp(page, operator)
  await desk.confirmRecoveryKey(admin, recoveryKey)
  desk.directory.loadSample(admin)
  const { url } = desk.builtIn.state()
  demand(url !== null, 'the built-in backend runs')
  const root = desk.admins
    .list({ sort: 'account', descending: false, limit: 10 })
    .rows.find((row) => row.userID === '1000000001')
  demand(root !== undefined, 'Root is among the admins')
  out(`   signed in as ${admin.name}; the built-in backend answers at ${url}\n`)

  out(`2. The password of ${root.account} (${root.userID}) is changed to a generated one`)
  const { draftId, length } = await desk.admins.generate({ accountId: root.id, length: 20 })
  const change = {
    accountId: root.id,
    current: { from: 'vault' as const },
    next: { from: 'draft' as const, draftId },
  }
  const result = await desk.admins.change(admin, { ...change, confirmation: root.account })
  print(result.outcome, out)
  demand(result.state === 'confirmed', 'the change is confirmed')
  out(`   ${String(length)} characters, kept in the vault; the sessions of before: ${result.sessions}\n`)

  out('3. The old password is refused')
  const stale = await login(
    {
      account: root.account,
      password: oldPassword,
      passwordEncoding: 'plain',
      operationID: crypto.randomUUID(),
    },
    { baseUrl: url, allowHttp: false },
  )
  print(stale.outcome, out)
  demand(stale.outcome.reason === 'wrong-credentials', 'the old password is refused')

  out('\n4. The new password signs in')
  const proof = await desk.admins.verify(admin, root.id)
  print(proof, out)
  demand(proof.status === 'succeeded', 'the new password signs in')

  out('\n5. The audit')
  const { events } = desk.audit.list({}, { before: undefined, limit: 50 })
  for (const event of events.toReversed()) {
    out(
      `   ${String(event.seq).padStart(3)}  ${event.actor.padEnd(16)} ${event.action.padEnd(34)} ${event.target}`,
    )
  }
  demand(
    events.some((event) => event.action === 'admin-password.confirmed'),
    'the audit has the change',
  )
}

function proveAudit(storePath: string, out: (line: string) => void): void {
  const reader = openAuditReader(storePath)
  try {
    demand(reader.publicKey !== null, 'the store has a checkpoint key')
    const publicKey = createPublicKey({ key: reader.publicKey, format: 'der', type: 'spki' })
    const report = verifyAudit(reader, {
      anchors: readAnchors(anchorPath(storePath, reader.storeId)),
      publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    })
    out(`   ${String(report.events)} events, ${report.verdict} against the public key and the anchor\n`)
    demand(report.verdict === 'verified', 'the audit is verified')
  } finally {
    reader.close()
  }
}

function print({ exchange, status, reason }: Outcome, out: (line: string) => void): void {
  if (exchange !== null) {
    const { pathname } = new URL(exchange.url)
    out(`   > ${exchange.method} ${pathname}`)
    for (const [name, value] of Object.entries(exchange.requestHeaders)) out(`   > ${name}: ${value}`)
    out(`   > ${exchange.requestBody}`)
    out(`   < ${exchange.responseBody ?? 'no answer'}   (${String(exchange.durationMs)} ms)`)
  }
  out(`   = ${status}${reason === null ? '' : `, ${reason}`}`)
}

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new DemoFailure(what)
}

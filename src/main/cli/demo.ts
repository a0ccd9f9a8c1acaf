import { createPublicKey } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anchorPath, readAnchors } from '../audit/anchors.ts'
import { verifyAudit } from '../audit/verify.ts'
import { createDesk } from '../desk.ts'
import { openAuditReader } from '../store/audit/reader.ts'
import { deskBasics, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { demand, DemoFailure } from './demo-failure.ts'
import { runDemoSteps } from './demo-steps.ts'

/** Adds `demo`. */
export const defineDemo: CommandDefinition = (program, context, ends) => {
  program
    .command('demo')
    .description('show the main jobs in a temporary folder, and print the requests and answers')
    .action(() => ends(runDemo(context)))
}

/** Does the main jobs in a temporary folder and prints what went over the wire; 1 where a step fails. */
export async function runDemo(context: CommandContext): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'))
  const storePath = join(folder, 'store', 'demo.latchkey')
  const { out } = context
  const desk = createDesk({ hashingCost: 10, ...deskBasics(context), storePath })
  try {
    await runDemoSteps(desk, out)
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

function proveAudit(storePath: string, out: (line: string) => void): void {
  const reader = openAuditReader(storePath)
  try {
    demand(reader.publicKey !== null, 'the store has a checkpoint key')
    const publicKey = createPublicKey({ key: reader.publicKey, format: 'der', type: 'spki' })
    const report = verifyAudit(reader, {
      anchors: readAnchors(anchorPath(storePath, reader.storeId)),
      publicKey: publicKey.export({ format: 'der', type: 'spki' }),
      now: Date.now(),
    })
    out(`   ${String(report.events)} events, ${report.verdict} against the public key and the anchor\n`)
    demand(report.verdict === 'verified', 'the audit is verified')
  } finally {
    reader.close()
  }
}

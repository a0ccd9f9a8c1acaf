import { Command, CommanderError } from 'commander'
import { defineAudit } from './audit.ts'
import { defineBackup } from './backup.ts'
import { defineCall } from './call.ts'
import { defineChangePassword } from './change-password.ts'
import { CommandError, exitCodes, type CommandContext } from './command.ts'
import { defineDemo } from './demo.ts'
import { defineDesk } from './desk.ts'
import { defineDoctor } from './doctor.ts'
import { defineExport } from './export.ts'
import { defineImport } from './import.ts'
import { defineInit } from './init.ts'
import { refusedWrite } from './refused-write.ts'
import { defineRotate } from './rotate.ts'
import { defineResolve } from './resolve.ts'
import { defineRestore } from './restore.ts'
import { defineServe } from './serve.ts'

const definitions = [
  defineDesk,
  defineDemo,
  defineInit,
  defineServe,
  defineImport,
  defineExport,
  defineCall,
  defineChangePassword,
  defineResolve,
  defineRotate,
  defineAudit,
  defineBackup,
  defineRestore,
  defineDoctor,
]

/** Runs the command that the arguments name, and gives its exit code; whatever fails is told on standard error. */
export async function runProgram(context: CommandContext, args: readonly string[]): Promise<number> {
  const program = new Command('latchkey')
    .description('The desktop back office for password operations.')
    .version(context.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out(text.trimEnd()),
      writeErr: (text) => context.note(text.trimEnd()),
    })
  let exitCode: number = exitCodes.usage
  for (const define of definitions) {
    define(program, context, async (code) => {
      exitCode = await code
    })
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    if (error instanceof CommandError) {
      context.note(error.message)
      return error.exitCode
    }
    const refused = refusedWrite(error)
    if (refused !== null) {
      context.note(refused)
      return exitCodes.usage
    }
    context.note(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return exitCodes.negative
  }
}

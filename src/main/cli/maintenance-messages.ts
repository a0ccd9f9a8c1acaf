import { Problem, type BackupFault } from '../../shared/model/problems.ts'
import type { Desk } from '../desk.ts'
import { RestoreError } from '../store/files/restore-error.ts'
import { StoreError } from '../store/store-error.ts'
import { CommandError, exitCodes, type CommandContext } from './command.ts'
import { storeMessage } from './store-message.ts'

type KeyHolder = Parameters<Desk['maintenance']['doctorBeside']>[0]

/** Gives the operator whom the environment names with a password; null where it names none, and nobody is asked. */
export function givenOperator({ env }: CommandContext): KeyHolder {
  const { LATCHKEY_OPERATOR: name = '', LATCHKEY_PASSWORD: password = '' } = env
  return name === '' || password === '' ? null : { name, password }
}

/** Does work of maintenance on a store, and turns what stops it into a message and an exit code. */
export async function tellingMaintenance<T>(storePath: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StoreError) {
      throw new CommandError(storeMessage(storePath, error.problem, error.holder))
    }
    if (error instanceof RestoreError) throw restoreMessage(error)
    if (!(error instanceof Problem)) throw error
    if (error.code === 'WRONG_PASSWORD') throw new CommandError('The operator’s name or password is wrong.')
    if (error.code !== 'BACKUP_FAILED') throw error
    const { why, place } = error.data as { why: BackupFault; place: string }
    throw new CommandError(
      backupMessages[why](place),
      why === 'not-sound' ? exitCodes.negative : exitCodes.usage,
    )
  }
}

const backupMessages: Record<BackupFault, (place: string) => string> = {
  exists: (place) => `${place} is there already, and a backup replaces nothing. Name another file.`,
  'no-space': (place) =>
    `The disk of ${place} is full. Nothing is left of the backup; make room, or name another disk.`,
  'not-writable': (place) => `${place} cannot be written: the system refuses. Name a place that is yours.`,
  'not-sound': (place) =>
    `The copy for ${place} did not pass its check, and is gone again. The store may be damaged or changed from outside: run doctor and audit verify on it.`,
  'no-store': (place) => `The store cannot be read, so there is no backup at ${place}. Run doctor on it.`,
}

/** Says why nothing was restored, and what to do. */
function restoreMessage({ fault, place }: RestoreError): CommandError {
  if (fault === 'leads-nowhere') {
    return new CommandError(
      `${place} is a link, and what it leads to is not there: its disk may be missing. Nothing was changed; bring it back, or remove the link and restore into its place.`,
    )
  }
  if (fault === 'same-file') return new CommandError(`${place} is the store itself. Nothing was changed.`)
  if (fault === 'not-sound') {
    const message = `${place} does not pass the check of a backup: it is damaged, or was changed. Nothing was changed; try an older one.`
    return new CommandError(message, exitCodes.negative)
  }
  if (fault === 'being-read') {
    return new CommandError(
      `${place} is being read by another program. Nothing was changed; wait for it to end, then try again.`,
    )
  }
  return new CommandError(`${storeMessage(place, fault, null)} Nothing was changed.`)
}

import { onScopeDispose, shallowRef } from 'vue'
import type { DeskClient } from '../../../shared/contract/index.ts'
import { useDesk } from '../../composables/desk.ts'
import { handIn } from '../../composables/hand-in.ts'
import { useAction } from '../../composables/use-action.ts'

type Inspect = DeskClient['maintenance']['inspectBackup']

/** Names a backup: a file of the machine that the desk runs on, or one that was handed in. */
export type BackupSource = Parameters<Inspect>[0]['from']

/** Carries a backup that was looked into, and where it comes from. */
export interface ChosenBackup {
  from: BackupSource
  contents: Awaited<ReturnType<Inspect>>
}

/** Leads a restore from the choice of a backup to its confirmation; a file that was handed in is dropped when left. */
export const useRestore = () => {
  const { desk } = useDesk()
  const chosen = shallowRef<ChosenBackup | null>(null)
  let held: string | null = null

  const leave = (): void => {
    chosen.value = null
    if (held !== null) void desk.incomingFiles.drop({ fileId: held }).catch(() => undefined)
    held = null
  }
  const looking = useAction(async (backup: string | File) => {
    leave()
    let from: BackupSource
    if (typeof backup === 'string') from = { path: backup }
    else {
      held = await handIn(desk, backup, () => undefined)
      from = { fileId: held, name: backup.name }
    }
    chosen.value = { from, contents: await desk.maintenance.inspectBackup({ from }) }
  })
  const restoring = useAction(async (confirmation: string) => {
    if (chosen.value === null) return
    await desk.maintenance.restore({ from: chosen.value.from, confirmation })
  })
  onScopeDispose(leave)

  return {
    chosen,
    looking,
    restoring,
    leave() {
      leave()
      restoring.clear()
    },
  }
}

import { onScopeDispose, shallowRef } from 'vue'
import type { AccountFilePlan, AccountImportStep } from '../../../shared/contract/account-files.ts'
import type { AccountFileCounts, AccountFileKind } from '../../../shared/model/account-file.ts'
import { useDesk } from '../../composables/desk.ts'
import { handIn } from '../../composables/hand-in.ts'
import { useAction } from '../../composables/use-action.ts'

/** Carries a plan that can be carried out. */
export type ReadablePlan = Extract<AccountFilePlan, { readable: true }>

/** Carries how far the desk is with carrying a plan out. */
export type ImportProgress = Exclude<AccountImportStep, { at: 'done' | 'stopped' }>

/** Carries how far an import is; the file itself is with the desk. */
export type ImportStep =
  | { at: 'choosing' }
  | { at: 'handing-in'; file: string; share: number }
  | { at: 'unreadable'; file: string; plan: Extract<AccountFilePlan, { readable: false }> }
  | {
      at: 'planned'
      file: string
      fileId: string
      plan: ReadablePlan
      replacePasswords: boolean
      /** Says that an import of this plan was stopped before anything was written. */
      wasStopped: boolean
    }
  | { at: 'done'; counts: AccountFileCounts }

/** Leads an import from the file to its end; a file that is left behind is dropped. */
export const useAccountImport = (kind: AccountFileKind) => {
  const { desk } = useDesk()
  const step = shallowRef<ImportStep>({ at: 'choosing' })
  const progress = shallowRef<ImportProgress | null>(null)
  let held: string | null = null

  const drop = (): void => {
    if (held !== null) void desk.incomingFiles.drop({ fileId: held }).catch(() => undefined)
    held = null
  }
  const plan = async (file: string, fileId: string, replacePasswords: boolean): Promise<void> => {
    const found = await desk.accountFiles.check({ fileId, kind, replacePasswords })
    if (found.readable)
      step.value = { at: 'planned', file, fileId, plan: found, replacePasswords, wasStopped: false }
    else step.value = { at: 'unreadable', file, plan: found }
  }
  const reading = useAction(async (content: Blob, file: string) => {
    drop()
    step.value = { at: 'handing-in', file, share: 0 }
    try {
      held = await handIn(desk, content, (share) => {
        step.value = { at: 'handing-in', file, share }
      })
      await plan(file, held, false)
    } catch (error) {
      step.value = { at: 'choosing' }
      throw error
    }
  })
  const planning = useAction(async (replacePasswords: boolean) => {
    const now = step.value
    if (now.at === 'planned') await plan(now.file, now.fileId, replacePasswords)
  })
  const importing = useAction(async () => {
    const now = step.value
    if (now.at !== 'planned') return
    progress.value = null
    step.value = { ...now, wasStopped: false }
    const asked = { fileId: now.fileId, digest: now.plan.digest }
    for await (const one of await desk.accountFiles.import(asked)) {
      if (one.at === 'done') {
        held = null
        step.value = one
      } else if (one.at === 'stopped') step.value = { ...now, wasStopped: true }
      else progress.value = one
    }
  })
  /** Has the desk stop; how the import ends is for it to say. */
  const stop = async (): Promise<void> => {
    if (held !== null) await desk.accountFiles.stop({ fileId: held }).catch(() => undefined)
  }
  const startOver = (): void => {
    drop()
    step.value = { at: 'choosing' }
  }

  onScopeDispose(drop)
  return { step, reading, planning, importing, progress, stop, startOver }
}

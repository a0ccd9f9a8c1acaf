import { onScopeDispose, shallowRef } from 'vue'
import type { DocumentReading } from '../../../shared/contract/directory.ts'
import { useDesk } from '../../composables/desk.ts'
import { handIn } from '../../composables/hand-in.ts'
import { useAction } from '../../composables/use-action.ts'
import { useFailure } from '../../composables/use-failure.ts'

/** Carries how far the import of a document is; the document itself is with the desk. */
export type DocumentStep =
  | { at: 'choosing' }
  | { at: 'handing-in'; file: string; share: number }
  | { at: 'read'; file: string; fileId: string; reading: DocumentReading }
  | { at: 'done'; file: string }

/** Leads the import of a directory document from the file to its end; one that is left behind is dropped. */
export const useDocumentImport = () => {
  const { desk } = useDesk()
  const { problemOf } = useFailure()
  const step = shallowRef<DocumentStep>({ at: 'choosing' })
  let held: string | null = null

  const drop = (): void => {
    if (held !== null) void desk.incomingFiles.drop({ fileId: held }).catch(() => undefined)
    held = null
  }
  const reading = useAction(async (file: File) => {
    drop()
    step.value = { at: 'handing-in', file: file.name, share: 0 }
    try {
      const fileId = await handIn(desk, file, (share) => {
        step.value = { at: 'handing-in', file: file.name, share }
      })
      held = fileId
      const found = await desk.directory.checkDocument({ fileId })
      step.value = { at: 'read', file: file.name, fileId, reading: found }
    } catch (error) {
      step.value = { at: 'choosing' }
      throw error
    }
  })
  /** Imports what was read, if it replaces just as many passwords; where it does not any more, it is read anew. */
  const importing = useAction(async (replaces: number) => {
    const now = step.value
    if (now.at !== 'read') return
    const { fileId } = now
    const done = await desk.directory.importDocument({ fileId, replaces }).catch(async (error: unknown) => {
      if (problemOf(error)?.code === 'PLAN_OUTDATED') {
        step.value = { ...now, reading: await desk.directory.checkDocument({ fileId }) }
      }
      throw error
    })
    if (!done.ok) {
      step.value = { ...now, reading: done }
      return
    }
    held = null
    step.value = { at: 'done', file: now.file }
  })
  onScopeDispose(drop)
  return { step, reading, importing }
}

import type { DocumentReading } from '../../../shared/contract/directory.ts'
import type { ImportResult } from '../../directory/document/import-result.ts'
import { importOverTurns, rehearseImport } from './import-over-turns.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

const mostErrors = 1000
const pieceLength = 64 * 1024

/** Gives the use cases of directory documents that a page hands in or takes away. */
export function documentCases(need: () => OpenDesk) {
  return {
    /** Gives the directory as the text of a document, in pieces of some size, with other work between. */
    async *documentPieces(by: Operator): AsyncGenerator<{ text: string }, void> {
      let text = ''
      for (const piece of need().directory.documents.export({ actor: by.name })) {
        text += piece
        if (text.length < pieceLength) continue
        yield { text }
        text = ''
        await new Promise((resolve) => setImmediate(resolve))
      }
      yield { text }
    },
    /** Says what a document that was handed in would bring; writes nothing. */
    async checkIncoming(by: Operator, fileId: string): Promise<DocumentReading> {
      const desk = need()
      return reading(await rehearseImport(desk, by, () => desk.incomingFiles.whole(by.id, fileId).bytes))
    },
    /**
     * Imports a document that was handed in, if it replaces as many passwords as were confirmed; one with errors stays
     * with the desk.
     */
    async importIncoming(
      by: Operator,
      { fileId, replaces }: { fileId: string; replaces: number },
    ): Promise<DocumentReading> {
      const desk = need()
      const held = (): Buffer => desk.incomingFiles.whole(by.id, fileId).bytes
      const result = await importOverTurns(desk, by, held, replaces)
      if (result.ok) desk.incomingFiles.drop(by.id, fileId)
      return reading(result)
    },
  }
}

function reading(result: ImportResult): DocumentReading {
  if (!result.ok)
    return { ok: false, errors: result.errors.slice(0, mostErrors), total: result.errors.length }
  const { counts, replaced, warnings } = result
  return { ok: true, counts, replaced, warnings }
}

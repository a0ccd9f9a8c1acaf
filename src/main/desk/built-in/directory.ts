import type { ExportCounts, ImportOptions } from '../../directory/document/import-result.ts'
import { documentCases } from './document-cases.ts'
import { importDocument } from './import-document.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { loadSampleData, removeSampleData } from './sample-data.ts'

/** Gives the use cases of the built-in directory over a desk whose store is open when they are called. */
export function directoryOf(need: () => OpenDesk) {
  return {
    summary: () => need().directory.summary(),
    loadSample: (by: Operator): void => {
      loadSampleData(need(), by)
    },
    removeSample: (by: Operator): void => {
      removeSampleData(need(), by)
    },
    ...documentCases(need),
    /** Imports a document (JSON, UTF-8) at once, whatever it replaces; with errors it changes nothing and gives them all. */
    importDocument: (by: Operator, document: Uint8Array, onProgress?: ImportOptions['onProgress']) =>
      importDocument(need(), by, document, onProgress),
    /** Waits, so long at most (ms), for what was imported to be judged. */
    judged: (atMostMs: number): Promise<void> => need().judging.settled(atMostMs),
    /** Gives the directory as the text of a document, piece by piece, without any secret. */
    exportDocument: (by: Operator): Generator<string, ExportCounts> =>
      need().directory.documents.export({ actor: by.name }),
  }
}

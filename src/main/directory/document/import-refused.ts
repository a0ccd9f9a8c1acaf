import type { DocumentNote } from './import-result.ts'

/** Takes an import back, and says everything that is wrong with its document, in the document's order. */
export class ImportRefused extends Error {
  readonly errors: DocumentNote[]

  constructor(errors: DocumentNote[]) {
    super('the document has errors')
    this.name = 'ImportRefused'
    this.errors = errors
  }
}

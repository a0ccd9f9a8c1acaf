import { Problem } from '../../../shared/model/problems.ts'
import type { AcceptedImport, OpenedDocument } from '../../directory/document/import-document.ts'
import { ImportRefused } from '../../directory/document/import-refused.ts'
import type { ImportResult } from '../../directory/document/import-result.ts'
import type { StoreQueries } from '../../store/store.ts'
import { enterDirectoryAdmin } from './directory-accounts.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { createPauses } from '../pauses.ts'
import { tellOfImport } from './tell-of-import.ts'
import { whileNothingIsJudged } from './while-nothing-is-judged.ts'

/** Gives the bytes of a document for as long as they are there; fails with `FILE_GONE`. */
type Held = () => Uint8Array

/** Takes a rehearsal back, and carries what it showed. */
class Rehearsed extends Error {
  readonly result: AcceptedImport

  constructor(result: AcceptedImport) {
    super('only rehearsed')
    this.name = 'Rehearsed'
    this.result = result
  }
}

/** Says what the import of a document would do, by doing it in a transaction that is taken back. */
export async function rehearseImport(desk: OpenDesk, by: Operator, held: Held): Promise<ImportResult> {
  try {
    return await overTurns(desk, by, held, (result) => {
      throw new Rehearsed(result)
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.result
    throw error
  }
}

/**
 * Imports a directory document with its admins' accounts in one transaction, while everything else goes on. With errors it
 * changes nothing and gives them all; nor does it where it would replace another number of passwords than was confirmed
 * (`PLAN_OUTDATED`), or where its bytes are let go of before the end (`FILE_GONE`).
 */
export async function importOverTurns(
  desk: OpenDesk,
  by: Operator,
  held: Held,
  replaces: number,
): Promise<ImportResult> {
  const result = await overTurns(desk, by, held, ({ replaced }) => {
    if (replaced.admins + replaced.users !== replaces) throw new Problem('PLAN_OUTDATED')
  })
  if (result.ok) {
    desk.directory.forgetIntact()
    tellOfImport(desk)
  }
  return result
}

async function overTurns(
  desk: OpenDesk,
  by: Operator,
  held: Held,
  confirm: (result: AcceptedImport) => void,
): Promise<ImportResult> {
  const work = async (): Promise<ImportResult> => {
    const document = await opened(desk, held)
    return desk.store.turnByTurn((inside) =>
      whileHeld(written(desk, by, { document, inside, confirm }), held),
    )
  }
  try {
    return await desk.finishBeforeExit(whileNothingIsJudged(desk, work))
  } catch (error) {
    if (error instanceof ImportRefused) return { ok: false, errors: error.errors }
    throw error
  }
}

async function opened(desk: OpenDesk, held: Held): Promise<OpenedDocument> {
  const pause = createPauses()
  const steps = whileHeld(desk.directory.documents.open(held()), held)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await pause()
  }
}

function* written(
  desk: OpenDesk,
  by: Operator,
  work: { document: OpenedDocument; inside: StoreQueries; confirm: (result: AcceptedImport) => void },
): Generator<undefined, AcceptedImport> {
  const store = { ...desk.store, ...work.inside }
  const through = { store, appendEvent: desk.audit.appendInside(work.inside) }
  const result = yield* desk.directory.documents.write(work.document, { actor: by.name }, through)
  work.confirm(result)
  for (const admin of result.admins) {
    enterDirectoryAdmin({ ...desk, store }, admin, { sample: false })
    yield
  }
  return result
}

/** Ends the steps where what they read was let go of: its bytes are overwritten then. */
function* whileHeld<T>(steps: Generator<undefined, T>, held: Held): Generator<undefined, T, undefined> {
  for (;;) {
    held()
    const step = steps.next()
    if (step.done === true) return step.value
    yield
  }
}

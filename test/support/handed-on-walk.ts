import type { Browser } from 'playwright-core'
import type { Clock } from '../../src/shared/model/ports.ts'
import { startDeskProcess } from './desk-process.ts'
import { waitUntilHashed } from './hashed-directory.ts'
import { startTestDesk, type TestDesk } from './test-desk.ts'
import { createWalker, type Walk } from './walk.ts'

/** Carries a walk over the store that somebody else has worked with before; nobody has signed in yet. */
export interface HandedOnWalk {
  readonly walk: Walk
  /** Ends the desk and takes its folder away. */
  end(): Promise<void>
}

/** Has somebody work at a desk with the sample people, ends it, and opens the page of the built desk over its store. */
export async function openHandedOn(
  browser: Browser,
  {
    language,
    job,
    clock,
    before,
  }: { language: string; job: string; clock?: Clock; before: (seeded: TestDesk) => Promise<unknown> },
): Promise<HandedOnWalk> {
  const seeded = await startTestDesk(clock === undefined ? {} : { clock })
  await seeded.desk.confirmRecoveryKey(seeded.ada, seeded.recoveryKey)
  await before(seeded)
  await waitUntilHashed(seeded.storePath)
  await seeded.desk.close()
  const desk = await startDeskProcess(seeded.folder)
  const walk = await createWalker(browser, language, job).open(desk.link)
  return {
    walk,
    async end() {
      await desk.stop()
      await seeded.end()
    },
  }
}

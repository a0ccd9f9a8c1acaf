import type { Browser } from 'playwright-core'
import { administrator } from './administrator.ts'
import { startDeskProcess } from './desk-process.ts'
import type { People } from './prepare-store.ts'
import { putPreparedStore } from './prepared-store.ts'
import { signIn } from './sign-in.ts'
import { makeTempFolder } from './temp-folder.ts'
import { createWalker, type Walk } from './walk.ts'

/** Carries a walk whose administrator has signed in, at a desk of its own that was set up before. */
export interface SignedInWalk {
  readonly walk: Walk
  /** Holds the desk's store, as `store/desk.latchkey`. */
  readonly folder: string
  readonly recoveryKey: string
  /** Ends the desk and takes its folder away. */
  end(): Promise<void>
}

/** Opens the page of a desk that was set up before, with the sample data unless told otherwise, and signs in. */
export async function openSignedIn(
  browser: Browser,
  { language, job, people = 'sample' }: { language: string; job: string; people?: People },
): Promise<SignedInWalk> {
  const folder = makeTempFolder(job)
  const recoveryKey = await putPreparedStore(folder.path, people)
  const desk = await startDeskProcess(folder.path)
  const walk = await createWalker(browser, language, job).open(desk.link)
  await signIn(walk, administrator)
  return {
    walk,
    folder: folder.path,
    recoveryKey,
    end: async () => {
      await desk.stop()
      folder.remove()
    },
  }
}

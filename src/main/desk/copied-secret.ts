import { createHash } from 'node:crypto'
import type { CopiedEnd } from '../../shared/model/copied-secret.ts'
import type { SystemClipboard } from '../../shared/model/ports.ts'

/** Puts secrets into the clipboard of the machine and takes them out again; keeps only a hash of what it put in. */
export interface CopiedSecret {
  /** Puts a secret in for some milliseconds, and gives them; null where no clipboard can be reached. */
  copy(secret: string, life: number): Promise<{ life: number } | null>
  /** Takes out what was put in last, if it is still in it, and says what became of it; null where nothing was. */
  takeOut(): Promise<CopiedEnd | null>
}

/** Makes a keeper of copied secrets that has copied none. */
export function createCopiedSecret(clipboard: SystemClipboard | null): CopiedSecret {
  let held: string | null = null
  let end: CopiedEnd | null = null
  let ending: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** Has one thing done after the other: a secret must not be put in between a look and what follows from it. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  const takeOut = (): Promise<CopiedEnd | null> =>
    inTurn(async () => {
      clearTimeout(ending)
      if (clipboard === null || held === null) return end
      end = await takeOutOf(clipboard, held)
      // What could not be reached is tried again at a lock and at the end.
      if (end !== 'left') held = null
      return end
    })

  return {
    copy: (secret, life) =>
      inTurn(async () => {
        if (clipboard === null) return null
        await clipboard.writeText(secret)
        held = hashOf(secret)
        clearTimeout(ending)
        ending = setTimeout(() => void takeOut(), life).unref()
        return { life }
      }),
    takeOut,
  }
}

async function takeOutOf(clipboard: SystemClipboard, held: string): Promise<CopiedEnd> {
  try {
    if (hashOf(await clipboard.readText()) !== held) return 'replaced'
    clipboard.clear()
    return 'cleared'
  } catch {
    return 'left'
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

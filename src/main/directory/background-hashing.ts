import type { PasswordJudge } from '../../shared/model/password-judge.ts'
import type { Unseal } from '../../shared/model/ports.ts'
import type { DirectoryAdminRows } from '../store/built-in/directory-admins.ts'
import type { DirectoryUserRows } from '../store/built-in/directory-users.ts'
import { adminPasswordKeeper } from './admins.ts'
import { settlePassword, type PasswordKeeper } from './check-password.ts'
import { userPasswordKeeper } from './user-password-keeper.ts'
import type { WatchedHashing } from './watched-hashing.ts'

/** Turns imported plain passwords into hashes while nothing else asks for one. */
export interface BackgroundHashing {
  /** Begins, or goes on; where nothing is left to do it ends by itself. */
  start(): void
  /** Stops after the hash that is being made. */
  stop(): Promise<void>
}

interface Run {
  isStopped(): boolean
  stopped: Promise<void>
  /** Says whether somebody asked meanwhile to begin, and forgets it. */
  takeAgain(): boolean
}

const quietTime = 1000

/** Makes the background hashing of a directory, one hash at a time. */
export function createBackgroundHashing(parts: {
  admins: DirectoryAdminRows
  users: DirectoryUserRows
  unseal: Unseal
  hashing: WatchedHashing
  passwordJudge?: PasswordJudge | undefined
  adminPasswordEncoding?: () => 'plain' | 'md5-hex'
}): BackgroundHashing {
  const { admins, users } = parts
  let isRunning = false
  let again = false
  let stopRun = (): Promise<void> => Promise.resolve()

  /** Gives whose turn is next; a password that does not open is passed over. */
  function* waiting(): Generator<[PasswordKeeper, 'plain' | 'md5-hex'], void> {
    const encoding = parts.adminPasswordEncoding?.() ?? 'plain'
    for (let id = admins.nextUnhashed(''); id !== undefined; id = admins.nextUnhashed(id)) {
      yield [adminPasswordKeeper(admins, id), encoding]
    }
    for (let num = users.nextUnhashed(0); num !== undefined; num = users.nextUnhashed(num)) {
      const user = users.byNum(num)
      if (user !== undefined) yield [userPasswordKeeper(users, user, parts.passwordJudge), 'plain']
    }
  }
  const goOn = async (run: Run): Promise<void> => {
    await pause(quietTime, run.stopped)
    while (run.takeAgain() && !run.isStopped()) {
      for (const [keeper, encoding] of waiting()) {
        while (!run.isStopped() && !parts.hashing.isQuiet(quietTime)) await pause(quietTime, run.stopped)
        if (run.isStopped()) return
        try {
          await settlePassword(keeper, {
            unseal: parts.unseal,
            hashing: parts.hashing.inBackground,
            encoding,
          })
        } catch {
          // A sealed value that was damaged from outside is found at its use; the others need not wait for it.
        }
      }
    }
  }
  const begin = (): void => {
    again = true
    if (isRunning) return
    isRunning = true
    let isStopped = false
    let stop = (): void => undefined
    const ended = goOn({
      isStopped: () => isStopped,
      stopped: new Promise((resolve) => (stop = resolve)),
      takeAgain() {
        const wanted = again
        again = false
        return wanted
      },
    }).finally(() => {
      isRunning = false
      // Somebody asked to begin while this run was being stopped.
      if (again) begin()
    })
    stopRun = async () => {
      again = false
      isStopped = true
      stop()
      await ended
    }
  }
  return { start: begin, stop: () => stopRun() }
}

async function pause(milliseconds: number, stopped: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
    timer.unref()
  })
  await Promise.race([over, stopped])
  clearTimeout(timer)
}

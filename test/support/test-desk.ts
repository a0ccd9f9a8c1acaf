import { join } from 'node:path'
import { createDesk, type Desk, type DeskOptions } from '../../src/main/desk.ts'
import type { Operator } from '../../src/main/desk/operator.ts'
import { systemClock } from '../../src/main/platform/system-clock.ts'
import { administrator } from './administrator.ts'
import { putFirstStore } from './first-store.ts'
import { sourceResources } from './source-resources.ts'
import { makeTempFolder } from './temp-folder.ts'

export { administrator } from './administrator.ts'

/** Names the caller that a test desk's administrator is signed in at. */
export const page = 'test page'

/** Carries a running desk over a store of its own, with its first administrator signed in. */
export interface TestDesk {
  desk: Desk
  ada: Operator
  recoveryKey: string
  storePath: string
  folder: string
  /** Ends the desk and starts another over the same store, with nobody signed in. */
  restart(): Promise<Desk>
  /** Ends the desk and takes its folder away. */
  end(): Promise<void>
}

/** Starts a desk on a new store with the sample people in it; hashes cost little, slots cost what they must. */
export async function startTestDesk(options: Partial<DeskOptions> = {}): Promise<TestDesk> {
  const { path: folder, remove } = makeTempFolder()
  const storePath = join(folder, 'store', 'desk.latchkey')
  const make = (): Desk =>
    createDesk({
      storePath,
      door: 'command',
      version: '0',
      resources: sourceResources,
      hashingCost: 4,
      ...options,
    })
  const recoveryKey = await putFirstStore(storePath, {
    founder: administrator,
    clock: options.clock ?? systemClock,
    time: options.clock === undefined ? 'now' : String(options.clock.now()),
  })
  let desk = make()
  await desk.start()
  const operator = await desk.signIn(page, administrator)
  desk.directory.loadSample(operator)
  return {
    get desk() {
      return desk
    },
    ada: operator,
    recoveryKey,
    storePath,
    folder,
    async restart() {
      await desk.close()
      desk = make()
      await desk.start()
      return desk
    },
    async end() {
      await desk.close()
      remove()
    },
  }
}

/** Gives the id of the account of an admin of the sample data, by its user ID. */
export function accountIdOf(desk: Desk, userID: string): string {
  const { rows } = desk.admins.list({ sort: 'account', descending: false, limit: 200 })
  const row = rows.find((admin) => admin.userID === userID)
  if (row === undefined) throw new Error(`no admin ${userID}`)
  return row.id
}

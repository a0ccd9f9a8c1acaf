import { setTimeout } from 'node:timers/promises'
import { Tinypool } from 'tinypool'
import type { Clock } from '../../../shared/model/ports.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { anchorPath, readAnchors } from '../../audit/anchors.ts'
import { checkRowMacs } from '../../audit/check-row-macs.ts'
import { openReadOnlyStore } from '../../store/files/read-only-store.ts'
import { RestoreError } from '../../store/files/restore-error.ts'
import { placeRestored, restoreStore, takeBackRestored } from '../../store/files/restore.ts'
import { discardStaged, type RestoreTask } from '../../store/files/stage-restore.ts'
import type { Vault } from '../../vault/vault.ts'
import type { DeskHolder } from '../desk-holder.ts'
import type { stageBackupCopy } from './maintenance-worker.ts'
import type { OpenDesk } from '../open-desk.ts'
import { demandOwnRows } from './own-rows.ts'
import { demandSoundChain, type ChainReach } from '../audit/sound-chain.ts'

/** Says what a restore works on; the worker is the place of the built `maintenance-worker`. */
export interface RestoreDeps {
  storePath: string
  clock: Clock
  worker: URL
  holder: DeskHolder
}

/** Names the backup, and who asked for the restore where the desk knows. */
export type RestoreRequest = Pick<RestoreTask, 'from' | 'by' | 'origin'>

/** Carries what a restore did, and what verification will say of it. */
export interface RestoredStore extends ChainReach {
  /** Names what was there before; null where nothing was. */
  aside: string | null
  /** Says whether what was there before is another store, and no older or newer state of this one. */
  wasAnother: boolean
  /** Counts the events that the anchors beside the store know of and the restored store lacks. */
  lostEvents: number
}

/**
 * Puts a backup in the place of the store, with the same steps whether a desk has it open or none does. Fails with a
 * `RestoreError`, with a `StoreError` where somebody else holds the store, and under an open desk with
 * `RESTORE_REFUSED`. Where none has, the rows are checked with the keys that are given.
 */
export async function restoreFrom(
  deps: RestoreDeps,
  request: RestoreRequest,
  keys: Vault | null = null,
): Promise<RestoredStore> {
  const { storePath, clock, holder } = deps
  const task = { ...request, to: storePath, at: new Date(clock.now()).toISOString() }
  const before = idOf(storePath)
  const desk = holder.current()
  if (desk !== null) return restoreUnder(desk, deps, task)
  let reach: ChainReach = { events: 0, lastAt: null }
  const aside = restoreStore(task, (path) => {
    reach = demandSoundChain(path)
    if (keys !== null) demandOwnRows(path, keys)
  })
  return { ...reach, aside, ...tellOf(storePath, before, reach) }
}

async function restoreUnder(desk: OpenDesk, deps: RestoreDeps, task: RestoreTask): Promise<RestoredStore> {
  const { storePath, holder } = deps
  const { id } = desk.store
  try {
    const reach = await stageUnder(desk, deps, task)
    const { aside, lostEvents, wasAnother } = await holder.exchange(task.by ?? 'desk', {
      from: task.origin ?? task.from,
      at: task.at,
      place: () => placeUnread(task),
      takeBack: (kept) => {
        takeBackRestored(task, kept)
      },
      tell: () => tellOf(storePath, id, reach),
    })
    return { ...reach, aside, lostEvents, wasAnother }
  } finally {
    discardStaged(storePath)
  }
}

/** Copies and checks off the main thread, while the desk goes on; rows are checked where its keys are theirs. */
async function stageUnder(desk: OpenDesk, { worker }: RestoreDeps, task: RestoreTask): Promise<ChainReach> {
  const pool = new Tinypool({ filename: worker.href, minThreads: 0, maxThreads: 1 })
  try {
    const staged = (await pool.run(task, { name: 'stageBackupCopy' })) as ReturnType<typeof stageBackupCopy>
    if ('fault' in staged) throw new RestoreError(staged.fault, staged.place)
    const { vault, store } = desk
    const isOurs = staged.storeId === store.id && vault.holds('rows')
    if (isOurs && (await checkRowMacs(staged.rows, vault.rowMac)).length > 0)
      throw new RestoreError('not-sound', task.from)
    return staged.reach
  } finally {
    await pool.destroy()
  }
}

/** Swaps once nobody reads the store any more: what a page was reading ends a moment after its session. */
async function placeUnread(task: RestoreTask): Promise<string> {
  const until = performance.now() + thresholds.restorePatience
  for (;;) {
    try {
      const aside = placeRestored(task)
      if (aside === null) throw new RestoreError('unreadable', task.to)
      return aside
    } catch (error) {
      const isRead = error instanceof RestoreError && error.fault === 'being-read'
      if (!isRead || performance.now() > until) throw error
      await setTimeout(100)
    }
  }
}

function tellOf(
  storePath: string,
  before: string | null,
  { events }: ChainReach,
): Pick<RestoredStore, 'wasAnother' | 'lostEvents'> {
  const id = idOf(storePath) ?? ''
  const anchored = readAnchors(anchorPath(storePath, id)).map(({ seq }) => seq)
  return {
    wasAnother: before !== null && before !== id,
    lostEvents: Math.max(0, ...anchored.map((seq) => seq - events)),
  }
}

/** Gives the id of the store at a place; null where there is none that can be read. */
function idOf(path: string): string | null {
  try {
    const store = openReadOnlyStore(path)
    store.close()
    return store.id
  } catch {
    return null
  }
}

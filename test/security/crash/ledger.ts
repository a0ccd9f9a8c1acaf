import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { anchorPath, readAnchors } from '../../../src/main/audit/anchors.ts'
import { currentPasswordPlace } from '../../../src/main/desk/accounts/admin-password.ts'
import { candidatePlace } from '../../../src/main/desk/changes/change-subject.ts'
import { systemClock } from '../../../src/main/platform/system-clock.ts'
import { createSystemRandom } from '../../../src/main/platform/system-random.ts'
import { ringFromMaster } from '../../../src/main/vault/ring.ts'
import { createVault } from '../../../src/main/vault/vault.ts'
import type { ChangeState } from '../../../src/shared/model/change.ts'
import type { SealedPlace } from '../../../src/shared/model/ports.ts'
import type { Told, WritingTask } from './told.ts'

interface ToldChange {
  state: ChangeState
  account: string
  next: string
}

/** Holds what a desk promised: whatever it said is committed. */
export interface Ledger {
  hear(told: Told): void
  opened: boolean
  ended: boolean
  /** Counts the promises. */
  count: number
  changes: ReadonlyMap<string, ToldChange>
  heads: ReadonlyMap<number, string>
  anchoredTo: number
  backups: readonly string[]
}

/** Starts a ledger in which nothing is promised yet. */
export function createLedger(): Ledger {
  const changes = new Map<string, ToldChange>()
  const heads = new Map<number, string>()
  const backups: string[] = []
  const ledger: Ledger = {
    opened: false,
    ended: false,
    count: 0,
    changes,
    heads,
    anchoredTo: 0,
    backups,
    hear(told) {
      ledger.count++
      if (told.seq > 0) heads.set(told.seq, told.hash)
      if (told.what === 'opened') ledger.opened = true
      if (told.what === 'ended') ledger.ended = true
      if (told.what === 'anchored') ledger.anchoredTo = told.seq
      if (told.what === 'backup') backups.push(told.path)
      if (told.what === 'change') changes.set(told.id, told)
    },
  }
  return ledger
}

/**
 * Lists which states a change may be found in when a state was the last that its desk said. Several desks in a row may
 * be killed between a commit and its word: whatever may follow a state may be found after all that may come before it.
 */
const mayFollow: Partial<Record<ChangeState, readonly ChangeState[]>> = {
  staged: ['sending', 'not-sent', 'confirmed', 'rejected', 'unknown', 'verified'],
  sending: ['confirmed', 'rejected', 'unknown', 'verified'],
  unknown: ['verified'],
}

/** Opens what a store seals, to see that what is there is what was written. */
export type OpenSealed = (sealed: Buffer, place: SealedPlace) => string

/** Gives a way to open what is sealed in a store whose keys are told. */
export function openerOf({ storeId, master }: Pick<WritingTask, 'storeId' | 'master'>): OpenSealed {
  const vault = createVault({ storeId, random: createSystemRandom(systemClock) })
  vault.take(ringFromMaster(Buffer.from(master, 'hex'), storeId))
  return (sealed, place) => vault.unseal('accounts', sealed, place).reveal()
}

/** Holds a store against what its desk promised; gives what is lost, in words. */
export function lostOf(path: string, ledger: Ledger, openSealed?: OpenSealed): string[] {
  if (!existsSync(path)) return ledger.count > 0 ? ['the store'] : []
  const db = new Database(path)
  try {
    const pages = String(db.pragma('quick_check(1)', { simple: true }))
    if (pages !== 'ok') return [pages]
    return [...lostEvents(db, ledger), ...lostChanges(db, ledger, openSealed)]
  } catch (error) {
    return [String(error)]
  } finally {
    db.close()
  }
}

/** Gives the anchors and backups that a desk promised and that are not there, whole. */
export function lostBeside(storePath: string, storeId: string, ledger: Ledger): string[] {
  const { anchoredTo, heads } = ledger
  const anchors = readAnchors(anchorPath(storePath, storeId))
  const isAnchored =
    anchoredTo === 0 || anchors.some(({ seq, hash }) => seq === anchoredTo && hash === heads.get(seq))
  return isAnchored ? [] : [`the anchor of ${String(anchoredTo)}`]
}

function lostEvents(db: Database.Database, { heads }: Ledger): string[] {
  const rows = db.prepare('SELECT seq, hash FROM audit_events ORDER BY seq').raw().all() as [number, string][]
  const isGapless = rows.every(([seq], index) => seq === index + 1)
  return [
    ...(isGapless ? [] : ['an event in between']),
    ...[...heads]
      .filter(([seq, hash]) => rows[seq - 1]?.[1] !== hash)
      .map(([seq]) => `the event ${String(seq)}`),
  ]
}

function lostChanges(db: Database.Database, { changes }: Ledger, openSealed?: OpenSealed): string[] {
  const states = new Map(db.prepare('SELECT id, state FROM changes').raw().all() as [string, ChangeState][])
  const kept = new Map<string, Map<string, Buffer>>()
  for (const [id, kind, sealed] of db
    .prepare('SELECT change_id, kind, sealed FROM candidates')
    .raw()
    .all() as [string, string, Buffer][]) {
    kept.set(id, (kept.get(id) ?? new Map<string, Buffer>()).set(kind, sealed))
  }
  const account = db.prepare(
    'SELECT last_change_id AS last, sealed_password AS sealed FROM accounts WHERE id = ?',
  )
  return [...changes].flatMap(([id, told]) => {
    const state = states.get(id)
    if (state === undefined) return [`the change ${id}`]
    if (state !== told.state && mayFollow[told.state]?.includes(state) !== true) {
      return [`that ${id} is ${told.state}: it is ${state}`]
    }
    const candidate = kept.get(id)?.get('new')
    if (candidate === undefined || kept.get(id)?.has('old') !== true) return [`a candidate of ${id}`]
    if (openSealed === undefined) return []
    if (openSealed(candidate, candidatePlace(id, 'new')) !== told.next) return [`the new password of ${id}`]
    if (told.state !== 'confirmed' && told.state !== 'verified') return []
    const { last, sealed } = account.get(told.account) as { last: string; sealed: Buffer }
    const isInForce = last !== id || openSealed(sealed, currentPasswordPlace(told.account)) === told.next
    return isInForce ? [] : [`the password in force after ${id}`]
  })
}

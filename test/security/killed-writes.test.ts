import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anchorPath, readAnchors } from '../../src/main/audit/anchors.ts'
import { verifyAudit } from '../../src/main/audit/verify.ts'
import { systemClock } from '../../src/main/platform/system-clock.ts'
import { findDamage } from '../../src/main/store/files/find-damage.ts'
import { openStore } from '../../src/main/store/files/open.ts'
import { openAuditReader } from '../../src/main/store/audit/reader.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { bundleWriter } from './crash/bundle-writer.ts'
import { diskFolder } from './crash/disk-folder.ts'
import { endByItself, startWriter, type KillMoment } from './crash/killed-writer.ts'
import { createLedger, lostBeside, lostOf, openerOf, type Ledger } from './crash/ledger.ts'
import { memoryFolder } from './crash/memory-folder.ts'
import { openWritingDesk } from './crash/open-writing-desk.ts'
import { seededRandom } from './crash/seeded-random.ts'
import type { WritingTask } from './crash/told.ts'
import { writingTaskIn } from './crash/writing-task.ts'

const isLong = process.env['LATCHKEY_SOAK'] === '1'
const kills = isLong ? 10_000 : 300
const lanes = 2
// What is checked after each kill grows with the store.
const killsAStore = 25

let writer: Awaited<ReturnType<typeof bundleWriter>>
beforeAll(async () => {
  writer = await bundleWriter()
  // Who is killed leaves no compiled code for the next one.
  const { path, remove } = makeTempFolder()
  await endByItself(writer.path, { ...writingTaskIn(path), makes: true, rounds: 4 })
  remove()
})
afterAll(() => {
  writer.remove()
})

async function makeStore(folder: string): Promise<WritingTask> {
  const task = writingTaskIn(folder)
  await openWritingDesk({ ...task, makes: true }).close()
  return task
}

/** Opens what a killed desk left by the ritual, and holds it against everything that was ever acknowledged. */
function lostAfterKill({ storePath, storeId, master }: WritingTask, ledger: Ledger): string[] {
  openStore({ path: storePath, door: 'test', clock: systemClock }).store.close()
  const anchors = readAnchors(anchorPath(storePath, storeId))
  const reader = openAuditReader(storePath)
  const { verdict, bad } = verifyAudit(reader, { anchors, now: 0 })
  reader.close()
  const isSound = verdict === 'verified' || verdict === 'consistent'
  const damage = findDamage(storePath)
  return [
    ...lostOf(storePath, ledger, openerOf({ storeId, master })),
    ...lostBeside(storePath, storeId, ledger),
    ...ledger.backups.flatMap((path) => findDamage(path) ?? []),
    ...(isSound ? [] : [`the chain: ${JSON.stringify(bad)}`]),
    ...(damage === undefined ? [] : [damage]),
  ]
}

interface Tally {
  kills: number
  acknowledged: number
  lost: string[]
  /** Counts the kills between a commit and its acknowledgement, or in the middle of something. */
  early: number
}

/** Kills one desk after another over the same few stores. */
async function killInARow(lane: number, count: number, tally: Tally): Promise<void> {
  const below = seededRandom(lane + 1)
  // On a disk it dies mostly while it waits for it, in memory mostly between two writes.
  const place = lane % 2 === 0 ? memoryFolder : diskFolder
  let task: WritingTask | undefined
  let ledger = createLedger()
  let next = startWriter(writer.path)
  for (let kill = 0; kill < count; kill++) {
    if (task === undefined || kill % killsAStore === 0) {
      task = await makeStore(place())
      ledger = createLedger()
    }
    const current = next
    next = startWriter(writer.path)
    const isOpening = kill % 6 === 0
    const moment: KillMoment = isOpening
      ? { words: 0, milliseconds: below(60) }
      : { words: 1 + below(16), milliseconds: below(12) }
    const told = await current.killWhileWriting({ ...task, seed: lane * 1_000_000 + kill }, moment)
    if (told.length === 0) tally.early++
    told.forEach(ledger.hear)
    tally.kills++
    tally.acknowledged += told.length
    tally.lost.push(...lostAfterKill(task, ledger))
  }
  await next.discard()
}

describe('a desk that is killed while it writes', () => {
  it(
    `loses nothing that it acknowledged, in ${String(kills)} kills at random`,
    { timeout: 3_600_000 },
    async () => {
      const tally: Tally = { kills: 0, acknowledged: 0, lost: [], early: 0 }
      const each = Array.from({ length: lanes }, (_, lane) => killInARow(lane, kills / lanes, tally))
      await Promise.all(each)
      process.stdout.write(
        `killed writes: ${String(tally.lost.length)} lost of ${String(tally.acknowledged)} acknowledged, ` +
          `in ${String(tally.kills)} kills, ${String(tally.early)} of them before the first\n`,
      )
      expect(tally.lost).toEqual([])
      expect(tally.kills).toBe(kills)
      expect(tally.acknowledged).toBeGreaterThan(kills * 4)
    },
  )

  it('would show a desk that acknowledges what it has not committed', { timeout: 120_000 }, async () => {
    const task = await makeStore(memoryFolder())
    const early = startWriter(writer.path)
    const told = await early.killWhileWriting(
      { ...task, fault: 'says-too-early' },
      { words: 4, milliseconds: 0 },
    )
    const ledger = createLedger()
    told.forEach(ledger.hear)
    expect(lostAfterKill(task, ledger)).toHaveLength(2)
  })
})

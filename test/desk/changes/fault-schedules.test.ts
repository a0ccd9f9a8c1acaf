import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Assembly } from '../../../src/main/desk/assemble.ts'
import type { OpenDesk } from '../../../src/main/desk/open-desk.ts'
import { continueReset } from '../../../src/main/desk/resets/reset-user-password.ts'
import { resolveChange } from '../../../src/main/desk/changes/resolve-change.ts'
import { changeRows } from '../../../src/main/store/changes/changes.ts'
import { Problem, type ProblemCode } from '../../../src/shared/model/problems.ts'
import { createFixedClock, type FixedClock } from '../../support/fixed-clock.ts'
import { prepareKeylessDesks } from '../../support/keyless-desk.ts'
import { compareWithTruth, nameOf } from '../faults/compare-with-truth.ts'
import { randomSchedules, type Schedule } from '../faults/fault-schedule.ts'
import { connectWorld, deskFor, operator, patience } from '../faults/faulty-world.ts'
import { startModelBackend, type ModelBackend } from '../faults/model-backend.ts'

const isLong = process.env['LATCHKEY_SOAK'] === '1'
const answered = isLong ? 18_000 : 1_700
const killed = isLong ? 2_000 : 300
const seed = Number(process.env['LATCHKEY_SEED'] ?? '20260601')
const settleMs = 60_000
const timeout = isLong ? 3_600_000 : 120_000
const atOnce = 32

/** Works through a list, so many at a time. */
async function forEach<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = list.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of waiting) await work(one)
    }),
  )
}

const codeOf = (error: unknown): ProblemCode => {
  if (!(error instanceof Problem)) throw error
  return (error as Problem).code
}

/** Resolves what is unknown as an operator would, until nothing more can be found out. */
async function resolveAll(
  desk: OpenDesk,
  model: ModelBackend,
  changeIds: readonly string[],
  clock: FixedClock,
): Promise<string[]> {
  const wrong: string[] = []
  const unresolved = () =>
    changeIds.filter((id) => {
      const state = changeRows(desk.store).get(id)?.state
      return state === 'unknown' || state === 'needs-operator'
    })
  await forEach(unresolved(), async (changeId) => {
    const row = changeRows(desk.store).get(changeId)
    if (row?.state !== 'unknown') return
    const early = await resolveChange(desk, operator, { changeId }).then(() => 'concluded', codeOf)
    if (early !== 'SETTLE_TIME') wrong.push(`${changeId}: ${early} before the settle time`)
  })
  for (let round = 0; round < 3 && unresolved().length > 0; round++) {
    await model.quiet()
    clock.advance(settleMs + 1)
    await forEach(unresolved(), async (changeId) => {
      const row = changeRows(desk.store).get(changeId)
      const later = row === undefined ? [] : (model.people.get(nameOf(desk, row))?.schedule.later ?? [])
      const view = deskFor(desk, later.slice(0, 2))
      const takesCode = row?.operation === 'shuidi.findPassword' || row?.operation === 'yunhu.resetPassword'
      if (takesCode && round % 2 === 1) {
        await continueReset(view, operator, { changeId, code: String(222222 + round), codeid: '7' })
      } else {
        await resolveChange(view, operator, { changeId }).catch(codeOf)
      }
    })
  }
  await model.quiet()
  return wrong
}

interface Tally {
  violations: string[]
  states: Record<string, number>
}

function judge(desk: OpenDesk, model: ModelBackend, changeIds: readonly string[], tally: Tally): void {
  for (const changeId of changeIds) {
    const row = changeRows(desk.store).get(changeId)
    const person = row && model.people.get(nameOf(desk, row))
    if (row === undefined || person === undefined) throw new Error('a change is lost')
    tally.states[row.state] = (tally.states[row.state] ?? 0) + 1
    tally.violations.push(...compareWithTruth(desk, changeId, person))
  }
}

/** Makes a folder in memory where the machine has one: no power fails here, and thousands of writes are waited for. */
function memoryFolder(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'faults-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Starts a world of its own: a store, its desk and a backend that knows the truth. */
async function startWorld(schedules: readonly Schedule[]) {
  const clock = createFixedClock()
  const folder = memoryFolder()
  const model = await startModelBackend(patience * 1.5)
  const desks = prepareKeylessDesks({ folder, clock, settleMs })
  const open: Assembly[] = []
  onTestFinished(async () => {
    model.dropHeld()
    await Promise.all(open.map((assembly) => assembly.close()))
    await Promise.all([model.close(), desks.close()])
  })
  const keep = (assembly: Assembly): OpenDesk => {
    open.push(assembly)
    return assembly.desk
  }
  const desk = keep(desks.make())
  const world = connectWorld(desk, model)
  world.enter(schedules)
  return {
    clock,
    model,
    desk,
    world,
    /** Opens what a desk that was killed now would leave behind. */
    openRemains(): OpenDesk {
      const copy = join(folder, 'remains.latchkey')
      for (const end of ['', '-wal']) {
        if (existsSync(desks.path + end)) copyFileSync(desks.path + end, copy + end)
      }
      return keep(desks.open(copy))
    },
  }
}

describe(`${String(answered + killed)} fault schedules over every system (seed ${String(seed)})`, () => {
  const tally: Tally = { violations: [], states: {} }

  it(
    `${String(answered)} whose desk lives: what is kept holds the password in force, and no end is false`,
    async () => {
      const schedules = randomSchedules(seed, answered, false)
      const { clock, model, desk, world } = await startWorld(schedules)
      const changeIds: string[] = []
      await forEach(schedules, async (schedule) => {
        const { changeId } = await world.change(schedule)
        if (changeId !== null) changeIds.push(changeId)
      })
      expect(changeIds).toHaveLength(answered)
      // Nothing is sent twice by itself.
      expect([...model.people.values()].filter(({ changes }) => changes > 1)).toEqual([])
      tally.violations.push(...(await resolveAll(desk, model, changeIds, clock)))
      judge(desk, model, changeIds, tally)
    },
    timeout,
  )

  it(
    `${String(killed)} whose desk is killed before the answer: the same holds of what it leaves`,
    async () => {
      const schedules = randomSchedules(seed + 1, killed, true)
      const { clock, model, desk, world, openRemains } = await startWorld(schedules)
      const ends = schedules.map((schedule) => world.change(schedule))
      await expect.poll(() => model.held(), { timeout: 60_000, interval: 10 }).toBe(killed)
      const remains = openRemains()
      const left = changeRows(remains.store).open()
      model.dropHeld()
      await Promise.all(ends)
      const signIns = schedules.filter(({ killedAt }) => killedAt === 'sign-in').length
      expect(left).toHaveLength(killed - signIns)
      expect(left.filter(({ state }) => state !== 'unknown')).toEqual([])
      const before = [...model.people.values()].reduce((sum, { changes, signIns: n }) => sum + changes + n, 0)
      const changeIds = changeRows(desk.store)
        .open()
        .map(({ id }) => id)
      expect(changeIds).toHaveLength(killed - signIns)
      tally.violations.push(...(await resolveAll(remains, model, changeIds, clock)))
      const after = [...model.people.values()].reduce((sum, { changes, signIns: n }) => sum + changes + n, 0)
      expect(after).toBeGreaterThan(before)
      judge(remains, model, changeIds, tally)
      tally.states['not-sent'] = (tally.states['not-sent'] ?? 0) + signIns
    },
    timeout,
  )

  it('violations: 0, and every end was reached', () => {
    const ends = JSON.stringify(tally.states)
    const counted = `fault schedules: ${String(answered + killed)}, violations: ${String(tally.violations.length)}`
    process.stdout.write(`${counted}, ends: ${ends}\n`)
    expect(tally.violations).toEqual([])
    for (const state of ['confirmed', 'rejected', 'verified', 'not-applied', 'needs-operator', 'not-sent']) {
      expect(tally.states[state] ?? 0, state).toBeGreaterThan(0)
    }
  })
})

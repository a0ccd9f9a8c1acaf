import { join } from 'node:path'
import { buildStale } from '../scripts/build-stale.ts'
import { auditVerify } from './audit-verify.ts'
import { documentedRefusal } from './documented-refusal.ts'
import { deskPage } from './desk-page.ts'
import { durableChange } from './durable-change.ts'
import { findings } from './findings.ts'
import { openLargeStore } from './open-large-store.ts'
import { listPages } from './list-pages.ts'
import { isFair, watchLostTime, type LostTime } from './lost-time.ts'
import { quantile, type BenchRow, type Figure } from './measurement.ts'
import { pageRotation } from './page-rotation.ts'
import { passwordChanges } from './password-changes.ts'
import { sealing } from './sealing.ts'
import { searchPeople } from './search-people.ts'
import { serveStart } from './serve-start.ts'
import { steadyMemory } from './steady-memory.ts'

// Prints the product's figures beside their yardsticks: rows in turn, several rounds, medians. Arguments pick rows by
// name or number.

interface NamedRow {
  name: string
  /** Gives what the row's figures begin with. */
  numbers: readonly string[]
  open: () => BenchRow | Promise<BenchRow>
  rounds: number
}

const rows: NamedRow[] = [
  { name: 'password changes', numbers: ['1', '2'], open: passwordChanges, rounds: 3 },
  { name: 'durable change', numbers: ['3'], open: durableChange, rounds: 3 },
  { name: 'documented refusal', numbers: ['7'], open: documentedRefusal, rounds: 3 },
  { name: 'audit verify', numbers: ['4'], open: auditVerify, rounds: 3 },
  { name: 'list pages', numbers: ['5'], open: listPages, rounds: 3 },
  { name: 'search', numbers: ['6'], open: searchPeople, rounds: 1 },
  { name: 'sealing', numbers: ['8'], open: sealing, rounds: 3 },
  { name: 'serve', numbers: ['9'], open: serveStart, rounds: 3 },
  { name: 'page', numbers: ['10'], open: deskPage, rounds: 1 },
  { name: 'page in a rotation', numbers: [], open: pageRotation, rounds: 1 },
  { name: 'findings', numbers: [], open: findings, rounds: 3 },
  { name: 'open large store', numbers: [], open: openLargeStore, rounds: 3 },
  { name: 'memory', numbers: [], open: steadyMemory, rounds: 1 },
]
const fitFrom = 1.75
const wanted = process.argv.slice(2)

await buildStale({ root: join(import.meta.dirname, '..'), announce: console.log })

let fitness: number | null = null
for (const { name, numbers, open, rounds } of rows) {
  const isWanted = wanted.length === 0 || wanted.some((one) => one === name || numbers.includes(one))
  if (!isWanted) continue
  const row = await open()
  const lost = watchLostTime()
  try {
    const figures: Figure[] = []
    for (let round = 0; round < rounds; round++) figures.push(...(await row.round()))
    for (const figure of medians(figures)) {
      console.log(lineOf(figure))
      if (figure.name.startsWith('cores')) fitness = figure.value
    }
    const taken = lost()
    if (!isFair(taken)) console.log(lossOf(taken))
  } finally {
    await row.close()
  }
}
if (fitness !== null && fitness < fitFrom) {
  console.log(`This run is unfit: native bcrypt had ${fitness.toFixed(2)} cores; something else used one.`)
}

function medians(figures: readonly Figure[]): Figure[] {
  return [...Map.groupBy(figures, ({ name }) => name).values()].flatMap((same) => {
    const [first] = same
    return first === undefined
      ? []
      : [
          {
            ...first,
            value: quantile(
              same.map(({ value }) => value),
              0.5,
            ),
          },
        ]
  })
}

function lossOf({ passedMs, stolenMs, waitedMs }: LostTime): string {
  const percent = (ms: number): string => `${((ms / passedMs) * 100).toFixed(0)} %`
  const host = `the host kept ${percent(stolenMs)} of a processor`
  const taken = 'short calls are the least of several, longer ones in processor time, the rest by the clock'
  return `  unfit: ${host}, others here ${percent(waitedMs)}; ${taken}`
}

function lineOf({ name, value, unit, floor }: Figure): string {
  const shown = `${name.padEnd(42)} ${value.toFixed(2).padStart(10)} ${unit}`
  if (floor === undefined) return shown
  if ('atLeast' in floor) {
    return `${shown.padEnd(76)} ${value >= floor.atLeast ? 'holds' : 'BELOW'} (at least ${String(floor.atLeast)})`
  }
  return `${shown.padEnd(76)} ${value <= floor.atMost ? 'holds' : 'ABOVE'} (at most ${String(floor.atMost)})`
}

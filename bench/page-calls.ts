import { makeTempFolder } from '../test/support/temp-folder.ts'
import { startDeskProcess } from '../test/support/desk-process.ts'
import { pairWith } from './page-client.ts'

// Prints how long a page's light calls take while sign-ins and password changes keep every worker thread busy.

const operator = { name: 'bench', password: 'quiet harbour, long winter' }
const rounds = 3
const atOnce = 20

const folder = makeTempFolder('bench')
const desk = await startDeskProcess(folder.path)
const client = await pairWith(desk.link)
await client.session.setUp(operator)
await client.directory.loadSample()
const { rows } = await client.admins.list({})
// A sign-in by a name that nobody has costs what any costs, and leaves the page's own session alone.
let strangers = 0
const signInOnce = (): Promise<unknown> =>
  client.session.signIn({ ...operator, name: `stranger-${String(++strangers)}` }).catch(() => undefined)

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN

const changeOnce = async (row: (typeof rows)[number]): Promise<void> => {
  const { draftId } = await client.admins.generate({ accountId: row.id })
  await client.admins.change({
    accountId: row.id,
    current: { from: 'vault' },
    next: { from: 'draft', draftId },
    confirmation: row.account,
  })
}

async function measure(busy: boolean): Promise<number[]> {
  const took: number[] = []
  const state = { working: true }
  const work = busy
    ? Promise.all([
        ...rows.map(changeOnce),
        ...Array.from({ length: atOnce - rows.length }, signInOnce),
      ]).finally(() => {
        state.working = false
      })
    : new Promise<void>((resolve) => {
        setTimeout(() => {
          state.working = false
          resolve()
        }, 2000)
      })
  while (state.working) {
    for (const call of [
      () => client.admins.list({}),
      () => client.audit.list({}),
      () => client.session.status(),
    ]) {
      const started = performance.now()
      await call()
      took.push(performance.now() - started)
    }
  }
  await work
  return took.toSorted((a, b) => a - b)
}

const show = (name: string, sorted: number[]): void => {
  const figures = [0.5, 0.95, 0.99, 1].map((q) => quantile(sorted, q).toFixed(1))
  console.log(`${name}: ${String(sorted.length)} calls; median ${figures.join(' ms, p95 / p99 / max: ')} ms`)
}

await measure(false)
show('idle', await measure(false))
for (let round = 1; round <= rounds; round++) {
  show(`${String(atOnce)} sign-ins and changes at once, round ${String(round)}`, await measure(true))
}
await desk.stop()
folder.remove()

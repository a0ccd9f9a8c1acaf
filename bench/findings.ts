import { openFindings } from '../src/main/audit/open-findings.ts'
import { makeJudgedStore, type JudgedPassword } from '../test/support/judged-store.ts'
import { makeTempFolder } from '../test/support/temp-folder.ts'
import { timeOf, type BenchRow } from './measurement.ts'

const people = 50_000
const changedAt = '2026-05-01T00:00:00.000Z'

/** Measures reading every finding of 100,000 accounts, half of them admins, a third of them with a shared password. */
export function findings(): BenchRow {
  const folder = makeTempFolder('bench')
  const path = makeJudgedStore(folder.path, { admins: named('admin'), users: named('user') })
  return {
    round() {
      let found = 0
      const took = timeOf(() => {
        const open = openFindings(path)
        for (const row of open.all(Date.now())) found += row.findings.length
        open.close()
      })
      if (found === 0) throw new Error('nothing was found')
      return Promise.resolve([
        { name: 'findings of 100,000 accounts', value: took, unit: 'ms', floor: { atMost: 2000 } },
      ])
    },
    close() {
      folder.remove()
      return Promise.resolve()
    },
  }
}

function named(kind: string): Record<string, JudgedPassword> {
  return Object.fromEntries(
    Array.from({ length: people }, (_, at): [string, JudgedPassword] => [
      `${kind}${String(at)}`,
      { password: at % 3 === 0 ? `shared ${String(at)}` : `${kind} ${String(at)}`, score: at % 5, changedAt },
    ]),
  )
}

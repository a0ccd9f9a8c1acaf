import { ageBands } from '../../../shared/model/age-bands.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { openForReading } from '../files/open-for-reading.ts'

/** Counts the admins of every backend by what is found against their passwords, and by the ages of these. */
export interface PasswordCensus {
  accounts: number
  default: number
  /** Counts those whose password another admin, or a user of the built-in directory, has too. */
  reused: number
  weak: number
  stale: number
  /** Counts in the order of the bands of age. */
  ages: number[]
  ageNotKnown: number
}

const day = 24 * 60 * 60_000
const afterAll = '~'
const age = `coalesce(password_changed_at, '')`

/** Takes the census of a store at a time (milliseconds since the epoch), beside its writer; only indexes are read. */
export function takePasswordCensus(path: string, now: number): PasswordCensus {
  const { db, close } = openForReading(path)
  const count = (rest: string, ...values: string[]): number =>
    Number(
      db
        .prepare(`SELECT count(*) FROM accounts WHERE ${rest}`)
        .pluck()
        .get(...values),
    )
  const changedBetween = (from: string, before: string): number =>
    count(`${age} >= ? AND ${age} < ?`, from, before)
  const ago = (ms: number): string => new Date(now - ms).toISOString()
  try {
    const ages = ageBands.map((end, index) => {
      const begin = ageBands[index - 1] ?? null
      return changedBetween(end === null ? '0' : ago(end * day), begin === null ? afterAll : ago(begin * day))
    })
    const ageNotKnown = changedBetween('', '0')
    return {
      accounts: ages.reduce((sum, one) => sum + one, ageNotKnown),
      default: count('password_default IS NOT NULL'),
      reused: Number(db.prepare(reused).pluck().get()),
      weak: count(`password_score < ${String(thresholds.weakBelowScore)}`),
      stale: changedBetween('0', ago(thresholds.stalePasswordAge)),
      ages,
      ageNotKnown,
    }
  } finally {
    close()
  }
}

const reused = `
  SELECT coalesce(sum(n), 0)
  FROM (SELECT password_fingerprint, count(*) AS n FROM accounts
    WHERE password_fingerprint IS NOT NULL GROUP BY password_fingerprint) AS same
  WHERE n > 1 OR EXISTS (SELECT 1 FROM directory_users AS person
    WHERE person.password_fingerprint = same.password_fingerprint)`

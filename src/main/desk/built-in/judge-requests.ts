import type { ApplicationPreview } from '../../../shared/contract/applications.ts'
import type { ApplicationSettings } from '../../../shared/model/application-settings.ts'
import type { RequestFactsRow } from '../../store/built-in/built-in-requests.ts'
import { answeredOtherwise, compareEndings, type Ending } from '../../systems/nobase/judge-again.ts'
import { requestFactsSchema, type RequestFacts } from '../../systems/nobase/request-facts.ts'
import { toldEnding } from '../../systems/nobase/told-ending.ts'
import { readJson } from '../read-outcome.ts'

type Listed = ApplicationPreview['newest'][number]
type Group = ApplicationPreview['groups'][number]

const mostListed = 20

/**
 * Judges recorded requests, newest first, by two settings of one application, and tells which end differently. What
 * was answered before settings are looked at ends the same; what too little is kept of is counted, and not guessed.
 */
export function judgeRequests(
  rows: readonly RequestFactsRow[],
  { appid, before, after }: { appid: string; before: ApplicationSettings; after: ApplicationSettings },
): Omit<ApplicationPreview, 'readAt'> {
  const read = rows.map(({ id, at, facts }) => ({ id, at, facts: readFacts(facts) }))
  const meant = read.flatMap(({ id, at, facts }) =>
    facts?.appid === appid ? [{ id, at, facts, result: compareEndings(facts, before, after) }] : [],
  )
  const differing = meant
    .filter(({ result }) => result.differs !== 'no')
    .map(({ id, at, facts, result }): Listed => {
      const told = (ending: Ending) => toldEnding(facts.operation, ending)
      const answered = answeredOtherwise(facts, result)
      return {
        id,
        at,
        who: facts.who,
        operation: facts.operation,
        before: result.before.map(told),
        after: result.after.map(told),
        isSure: result.differs === 'surely',
        answered: answered === null ? null : told(answered),
      }
    })
  const differ = differing.filter(({ isSure }) => isSure).length
  return {
    examined: meant.length,
    from: rows.at(-1)?.at ?? null,
    notKept: read.filter(({ facts }) => facts === null).length,
    differ,
    mayDiffer: differing.length - differ,
    answeredOtherwise: differing.filter(({ answered }) => answered !== null).length,
    groups: grouped(differing),
    newest: differing.slice(0, mostListed),
  }
}

function readFacts(text: string | null): RequestFacts | null {
  if (text === null) return null
  const read = requestFactsSchema.safeParse(readJson(text))
  return read.success ? read.data : null
}

/** Counts requests that end alike in both settings, the most frequent first. */
function grouped(differing: readonly Listed[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { operation, before, after, isSure } of differing) {
    const key = JSON.stringify([operation, before, after, isSure])
    const group = groups.get(key) ?? { operation, before, after, isSure, count: 0 }
    groups.set(key, { ...group, count: group.count + 1 })
  }
  return [...groups.values()].sort((one, other) => other.count - one.count)
}

import { Problem } from '../../../shared/model/problems.ts'
import { isServedRule, type ServedRule } from '../../../shared/model/served-rules.ts'
import { builtInSamples } from './built-in-samples.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

interface Page {
  before?: number | undefined
  limit: number
}

/** Gives the use cases of the built-in backend over a desk whose store is open when they are called. */
export function builtInOf(need: () => OpenDesk) {
  return {
    state: () => need().builtIn.state(),
    start: (by: string, port?: number) => need().builtIn.start(by, port),
    stop: (by: string) => need().builtIn.stop(by),
    samples: () => builtInSamples(need()),
    requests: (page: Page & { rule?: ServedRule | undefined }) => listRequests(need(), page),
    outbox: (page: Page) => listOutbox(need(), page),
    revealCode: (by: Operator, id: number) => revealCode(need(), by, id),
  }
}

function listRequests(
  desk: OpenDesk,
  { before, rule: ofRule, limit }: Page & { rule?: ServedRule | undefined },
) {
  const found = desk.requests.list({ before, rule: ofRule, limit: limit + 1 })
  const rows = found
    .slice(0, limit)
    .map(({ http_status: httpStatus, duration_ms: durationMs, facts: _, rule, ...row }) => ({
      ...row,
      httpStatus,
      durationMs,
      rule: rule !== null && isServedRule(rule) ? rule : null,
    }))
  return {
    rows,
    rules: desk.requests
      .countRules()
      .flatMap(({ rule, count }) => (isServedRule(rule) ? [{ rule, count }] : [])),
    nextBefore: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    readAt: desk.timestamp(),
  }
}

function listOutbox(desk: OpenDesk, { before, limit }: Page) {
  const found = desk.directory.outbox.list({ before, limit: limit + 1 })
  const rows = found.slice(0, limit)
  return {
    rows,
    nextBefore: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    readAt: desk.timestamp(),
  }
}

/** Shows the code of a message; the event stands before the code is given. */
function revealCode(desk: OpenDesk, by: Operator, id: number): { code: string } {
  const message = desk.directory.outbox.get(id)
  const code = desk.directory.outbox.codeOf(id)
  if (message === null || code === null) throw new Problem('NOT_FOUND', { what: 'message' })
  desk.audit.append({
    action: 'built-in.code-revealed',
    result: 'done',
    actor: by.name,
    target: message.to,
    detail: { channel: message.channel, purpose: message.purpose, codeid: message.codeid },
  })
  return { code: code.reveal() }
}

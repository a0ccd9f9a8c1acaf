import { assertNever } from '../../shared/model/assert-never.ts'
import type { Outcome } from '../../shared/model/outcome.ts'
import type { Secret } from '../../shared/model/secret.ts'
import type { Operation } from '../../shared/model/systems.ts'
import { curlCommand } from './curl.ts'
import { exchange, type ExchangeOptions, type ExchangeResult, type Interruption } from './exchange.ts'
import { startMasking, type Masking } from './masking.ts'
import { secretsOf, writeSentRequest, type OutgoingRequest, type WrittenRequest } from './outgoing-request.ts'
import type { Preparation } from './refusal.ts'
import { showRequest } from './show-request.ts'
import { parseStrictJson } from './strict-json.ts'
import { asEnvelope, judgeAnswer, type Envelope, type Verdict } from './verdict.ts'

/** Describes what is particular to one operation when an answer is read. */
export interface OperationTerms {
  operation: Operation
  /** Names the fields whose values are secrets wherever they appear. */
  secretFields: readonly string[]
  /** Says what the operation's document lets conclude from an envelope. */
  read: (envelope: Envelope) => Verdict
}

/** Carries an outcome and, for the client alone, the envelope as it came: its secrets are not masked. */
export interface Performed {
  outcome: Outcome
  envelope: Envelope | null
}

/** Carries an operation out: one exchange at most, and an outcome for whatever comes of it. */
export async function perform(
  terms: OperationTerms,
  prepared: Preparation,
  { alsoSecret = [], ...options }: ExchangeOptions & { alsoSecret?: readonly Secret[] },
): Promise<Performed> {
  const { operation } = terms
  if (prepared.request === null) {
    const { reason, rule } = prepared.refusal
    return {
      outcome: { operation, status: 'refused', reason, wire: null, drift: [], rule, exchange: null },
      envelope: null,
    }
  }
  const masking = startMasking([...secretsOf(prepared.request), ...alsoSecret], terms.secretFields)
  const sent = writeSentRequest(prepared.request)
  const { route } = prepared.request
  const result = await (options.send ?? exchange)(sent, {
    ...options,
    authorities: options.authorities ?? route.authorities,
    proxy: options.proxy ?? route.proxy,
    limits: { ...route.limits, ...options.limits },
  })
  if (result.kind === 'answered') masking.learn(result.body)
  const shown = showRequest(prepared.request, masking)
  const envelope = result.kind === 'answered' ? asEnvelope(parseStrictJson(result.body)) : null
  return {
    outcome: {
      operation,
      ...conclude(result, envelope, terms, masking),
      rule: null,
      ...kept(result, shown, masking),
      ...explained(prepared.request, masking),
    },
    envelope,
  }
}

function conclude(
  result: ExchangeResult,
  envelope: Envelope | null,
  terms: OperationTerms,
  masking: Masking,
): Pick<Outcome, 'status' | 'reason' | 'wire' | 'drift'> {
  switch (result.kind) {
    case 'not-arrived':
      return { status: 'unreachable', reason: reasonOf(result.why), wire: null, drift: [] }
    case 'no-answer':
      return { status: 'unknown', reason: reasonOf(result.why), wire: null, drift: [] }
    case 'unreadable':
    case 'answered': {
      const { httpStatus } = result
      const { status, reason, code, message, drift } = judgeAnswer(
        httpStatus,
        envelope && terms.read(envelope),
      )
      const wire = { httpStatus, code: shownCode(code, masking), message: masking.text(message) }
      // A number that an answer departs by may be a secret that it repeats.
      const shown = drift.map(({ expected, got }) => ({ expected, got: masking.text(got) }))
      return { status, reason, wire, drift: shown }
    }
    default:
      return assertNever(result)
  }
}

function kept(
  result: ExchangeResult,
  shown: WrittenRequest,
  masking: Masking,
): Pick<Outcome, 'exchange' | 'failure'> {
  const failure = 'failure' in result && result.failure !== null ? { failure: result.failure } : {}
  if (result.kind === 'not-arrived') return { exchange: null, ...failure }
  return {
    exchange: {
      method: shown.method,
      url: shown.url,
      requestHeaders: shown.headers,
      requestBody: shown.body ?? '',
      responseBody: result.kind === 'answered' ? masking.bytes(result.body) : null,
      durationMs: result.durationMs,
      curl: curlCommand(shown),
    },
    ...failure,
  }
}

function explained({ signature }: OutgoingRequest, masking: Masking): Pick<Outcome, 'signature'> {
  if (signature?.kind !== 'digest') return signature === undefined ? {} : { signature }
  return { signature: { ...signature, preImage: masking.text(signature.preImage) } }
}

function shownCode(code: number | string | null, masking: Masking): number | string | null {
  if (code === null) return null
  const shown = masking.text(String(code))
  return shown === String(code) ? code : shown
}

function reasonOf(why: Interruption): 'timeout' | 'connection-failed' | 'other' {
  switch (why) {
    case 'timeout':
      return 'timeout'
    case 'connection':
      return 'connection-failed'
    case 'aborted':
      return 'other'
    default:
      return assertNever(why)
  }
}

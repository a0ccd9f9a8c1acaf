import type { Outcome } from '../../../shared/model/outcome.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import type { ResetRequestsTable } from '../../store/schema/reset-schema.ts'
import { sendCode as sendAtShuidi } from '../../systems/shuidi/send-code.client.ts'
import { getCaptcha } from '../../systems/yunhu/get-captcha.client.ts'
import { sendCode as sendAtYunhu } from '../../systems/yunhu/send-code.client.ts'
import { sendRecorded } from '../exchanges/exchanges.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { shuidiAccess, yunhuAccess } from '../backends/reset-access.ts'
import { demandState, recordCaseStep } from './case-row.ts'
import { codeFacts } from './code-facts.ts'

const sendable = ['verified', 'code-sent', 'unknown'] as const
const pictures = /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/

/** Fetches a picture for the next code; what is no picture in a data URL is not passed on. */
export async function fetchCaptcha(
  desk: OpenDesk,
  by: Operator,
  id: string,
): Promise<{ outcome: Outcome; img: string | null }> {
  const { row } = demandState(desk, id, sendable)
  if (row.system !== 'yunhu') throw new Problem('RESET_STATE', { state: row.state })
  const { target, session } = yunhuAccess(desk, row.backend_id)
  const { outcome, captcha } = await sendRecorded(desk, about(row, by), () => getCaptcha({ session }, target))
  const img = captcha !== null && pictures.test(captcha.img) ? captcha.img : null
  recordCaseStep(desk, row, by, {
    step: 'captcha-fetched',
    result: img === null ? 'failed' : 'done',
    detail: img === null ? { status: outcome.status, reason: outcome.reason } : {},
    set: {
      captcha_id: img === null ? null : (captcha?.codeid ?? null),
      captcha_expires_at: img === null ? null : inTheFuture(desk, thresholds.captchaLife),
    },
  })
  return { outcome, img }
}

/**
 * Has a code sent to the phone of a case's user. Fails with `RESEND_TOO_SOON` within a minute of the last one, and with
 * `CAPTCHA_GONE` where the system asks for a picture and there is none that can still be answered.
 */
export async function sendCaseCode(
  desk: OpenDesk,
  by: Operator,
  { id, answer }: { id: string; answer: string },
): Promise<{ outcome: Outcome }> {
  const { row, state } = demandState(desk, id, sendable)
  const until = codeFacts(desk, row)?.resendAt
  if (until !== undefined && Date.parse(until) > desk.clock.now())
    throw new Problem('RESEND_TOO_SOON', { until })
  const { outcome, codeid } = await send(desk, by, row, answer)
  const isSent = outcome.status === 'succeeded'
  // Only its caller knows whether it came; where codes have numbers, one without its number is of no use.
  const mayBeSent = isSent || (outcome.status === 'unknown' && row.system === 'shuidi')
  recordCaseStep(desk, row, by, {
    step: 'code-sent',
    result: isSent ? 'done' : outcome.status === 'unknown' ? 'pending' : 'failed',
    detail: isSent ? {} : { status: outcome.status, reason: outcome.reason },
    set: mayBeSent
      ? {
          state: state === 'unknown' ? 'unknown' : 'code-sent',
          codeid,
          code_sent_at: desk.timestamp(),
          code_expires_at: inTheFuture(desk, thresholds.codeLife),
          code_tries: 0,
          captcha_id: null,
          captcha_expires_at: null,
        }
      : {},
  })
  return { outcome }
}

async function send(
  desk: OpenDesk,
  by: Operator,
  row: ResetRequestsTable,
  answer: string,
): Promise<{ outcome: Outcome; codeid: string | null }> {
  switch (row.system) {
    case 'shuidi': {
      const { target, key, template } = shuidiAccess(desk, row.backend_id)
      const input = { phone: row.account, key, template, now: desk.clock.now(), method: 'POST' as const }
      const sent = await sendRecorded(desk, about(row, by), async () => ({
        outcome: await sendAtShuidi(input, target),
      }))
      return { ...sent, codeid: null }
    }
    case 'yunhu': {
      const { captcha_id: codeid, captcha_expires_at: expires } = row
      const isGone = codeid === null || expires === null || Date.parse(expires) <= desk.clock.now()
      if (isGone || answer === '') throw new Problem('CAPTCHA_GONE')
      const { target, session } = yunhuAccess(desk, row.backend_id)
      const input = { mbphone: row.account, codeid, checkcode: new Secret(answer), msgfor: '0', session }
      return sendRecorded(desk, about(row, by), () => sendAtYunhu(input, target))
    }
    case 'nobase':
      throw new Problem('RESET_STATE', { state: row.state })
  }
}

function about(row: ResetRequestsTable, { name: operator }: Operator) {
  return { purpose: 'reset' as const, operator, backendId: row.backend_id, target: row.account }
}

function inTheFuture({ clock }: OpenDesk, ms: number): string {
  return new Date(clock.now() + ms).toISOString()
}

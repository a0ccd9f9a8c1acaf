import type { Outcome } from '../../../shared/model/outcome.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { login as signInToNobase } from '../../systems/nobase/login.client.ts'
import { login as signInToOpenim } from '../../systems/openim/login.client.ts'
import { login as signInToYunhu } from '../../systems/yunhu/login.client.ts'
import type { YunhuSession } from '../../systems/yunhu/sign.ts'
import { accessBackend } from '../backends/backend-access.ts'
import type { ChangeSubject } from './change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'
import { nobaseAccess, yunhuAccess } from '../backends/reset-access.ts'
import { replaceSession } from '../backends/yunhu-session.ts'

/** Carries what a sign-in came to; `also` writes what else its answer brought, inside the transaction that is open. */
export interface ProbeAnswer {
  outcome: Outcome
  also?: () => void
}

/** Signs in with a candidate: sends one request at most. */
export type Probe = (candidate: Secret) => Promise<ProbeAnswer>

/** Says whether a subject's system has a sign-in that can prove which password is in force. */
export function hasSignIn(subject: ChangeSubject): boolean {
  if (subject.kind === 'admin') return true
  return subject.user.system === 'nobase' ? subject.user.by === 'password' : subject.user.system === 'yunhu'
}

/**
 * Gives the way to try a candidate of a subject, or null where its system has none: shuidi documents no sign-in, and a
 * change at nobase by token compares no password before it sets one. Fails where the backend cannot be used.
 */
export function probeFor(desk: OpenDesk, subject: ChangeSubject): Probe | null {
  if (subject.kind === 'admin') return probeAdmin(desk, subject)
  const { backend, user } = subject
  switch (user.system) {
    case 'shuidi':
      return null
    case 'nobase': {
      if (user.by === 'token') return null
      const { target, appid, appSignature } = nobaseAccess(desk, backend.id, user.appid)
      return async (pass) => {
        const { outcome } = await signInToNobase({ appid, user: user.user, pass, appSignature }, target)
        return { outcome }
      }
    }
    case 'yunhu': {
      const { target, backend: row } = yunhuAccess(desk, backend.id)
      const nobody: YunhuSession = { token: new Secret(''), userkey: new Secret('') }
      return async (upw) => {
        const input = { mbphone: user.mbphone, upw, logintype: '0', session: nobody }
        const { outcome, session } = await signInToYunhu(input, target)
        return {
          outcome,
          also: () => {
            replaceSession(desk, row, session)
          },
        }
      }
    }
  }
}

function probeAdmin(desk: OpenDesk, { account }: Extract<ChangeSubject, { kind: 'admin' }>): Probe {
  const { target, passwordEncoding } = accessBackend(desk, account.backend_id)
  return async (password) => {
    const input = { account: account.account, password, passwordEncoding, operationID: crypto.randomUUID() }
    const { outcome } = await signInToOpenim(input, target)
    return { outcome }
  }
}

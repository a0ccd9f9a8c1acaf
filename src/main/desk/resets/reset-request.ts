import type { SessionEffect } from '../../../shared/model/change.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { Operation } from '../../../shared/model/systems.ts'
import type { UserReference } from '../../../shared/model/user-reference.ts'
import { newPass, prepareNewPass } from '../../systems/nobase/new-pass.client.ts'
import type { Preparation } from '../../systems/refusal.ts'
import { findPassword, prepareFindPassword } from '../../systems/shuidi/find-password.client.ts'
import { prepareResetPassword, resetPassword } from '../../systems/yunhu/reset-password.client.ts'
import type { OpenDesk } from '../open-desk.ts'
import { nobaseAccess, shuidiAccess, yunhuAccess } from '../backends/reset-access.ts'
import { replaceSession } from '../backends/yunhu-session.ts'

/** Carries what proves to a system that its user is meant: the present password, a token, or a code. */
export type ResetProof =
  | { by: 'password' | 'token'; secret: Secret }
  /** `codeid` is the number of the message that brought the code; empty where the system has none. */
  | { by: 'code'; secret: Secret; codeid: string }

/** Carries what became of a request; `also` writes what else its answer brought, in the open transaction. */
export interface ResetAnswer {
  outcome: Outcome
  also?: () => void
}

/** Stands for one request that sets a user's password: worked out, and not sent yet. */
export interface ResetRequest {
  operation: Operation
  preparation: Preparation
  /** Names the code that the request uses up; null where it carries none. */
  code: string | null
  /** Holds the password from before; null where nobody at the desk knows it. */
  old: Secret | null
  /** Says what a success does to the sessions that were open before. */
  sessions: SessionEffect
  send(): Promise<ResetAnswer>
}

/** Works out the request that sets a user's password; fails where the backend cannot be used. */
export function resetRequest(
  desk: OpenDesk,
  backendId: string,
  user: UserReference,
  proof: ResetProof,
  next: Secret,
): ResetRequest {
  switch (user.system) {
    case 'nobase':
      return nobaseRequest(desk, backendId, user, proof, next)
    case 'shuidi':
      return shuidiRequest(desk, backendId, user, proof, next)
    case 'yunhu':
      return yunhuRequest(desk, backendId, user, proof, next)
  }
}

type ReferenceTo<S extends UserReference['system']> = Extract<UserReference, { system: S }>

function nobaseRequest(
  desk: OpenDesk,
  backendId: string,
  { appid: given, user, by }: ReferenceTo<'nobase'>,
  proof: ResetProof,
  newPassword: Secret,
): ResetRequest {
  const { target, appid, appSignature, tokenValidation, allowPasswordChange, isBuiltIn } = nobaseAccess(
    desk,
    backendId,
    given,
  )
  const none = new Secret('')
  const who =
    by === 'password'
      ? { user, pass: proof.secret, token: none }
      : { user: '', pass: none, token: proof.secret }
  const input = { appid, appSignature, tokenValidation, allowPasswordChange, newPassword, ...who }
  return {
    operation: 'nobase.newPass',
    preparation: prepareNewPass(input, target),
    code: null,
    old: by === 'password' ? proof.secret : null,
    // The document advises its readers to end the user's tokens; our own backend does.
    sessions: isBuiltIn ? 'sessions-ended' : 'not-known',
    send: async () => ({ outcome: await newPass(input, target) }),
  }
}

function shuidiRequest(
  desk: OpenDesk,
  backendId: string,
  { phone, uid }: ReferenceTo<'shuidi'>,
  { secret: code }: ResetProof,
  newPassword: Secret,
): ResetRequest {
  const { target, key, template } = shuidiAccess(desk, backendId)
  const input = {
    phone,
    code,
    uid,
    newPassword,
    key,
    template,
    now: desk.clock.now(),
    method: 'POST' as const,
  }
  return {
    operation: 'shuidi.findPassword',
    preparation: prepareFindPassword(input, target),
    code: code.reveal(),
    old: null,
    // 您已成功退出登陆
    sessions: 'sessions-ended',
    send: async () => ({ outcome: await findPassword({ ...input, now: desk.clock.now() }, target) }),
  }
}

function yunhuRequest(
  desk: OpenDesk,
  backendId: string,
  { mbphone }: ReferenceTo<'yunhu'>,
  proof: ResetProof,
  upw: Secret,
): ResetRequest {
  const { target, session, backend } = yunhuAccess(desk, backendId)
  const codeid = proof.by === 'code' ? proof.codeid : ''
  const input = { mbphone, codeid, msgcode: proof.secret, upw, resettype: '0', session }
  return {
    operation: 'yunhu.resetPassword',
    preparation: prepareResetPassword(input, target),
    code: `${codeid}/${proof.secret.reveal()}`,
    old: null,
    sessions: 'not-known',
    async send() {
      const { outcome, session: brought } = await resetPassword(input, target)
      return {
        outcome,
        also: () => {
          replaceSession(desk, backend, brought)
        },
      }
    },
  }
}

import type { ResetUser } from '../../../shared/contract/resets.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { UserReference } from '../../../shared/model/user-reference.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { draftForReset, revealResetDraft } from './reset-drafts.ts'
import type { ResetProof } from './reset-request.ts'
import { continueReset, resetUserPassword, type ResetInput } from './reset-user-password.ts'

/** Carries a reset as the page sends it. */
export type GivenReset = Omit<ResetInput, 'user' | 'proof'> & { user: ResetUser }

/** Gives the use cases of users' resets over a desk whose store is open when they are called. */
export function resetsOf(need: () => OpenDesk) {
  return {
    generate: (input: Parameters<typeof draftForReset>[1]) => draftForReset(need(), input),
    revealDraft: (by: Operator, draftId: string) => revealResetDraft(need(), by, draftId),
    start: (by: Operator, { user: given, ...rest }: GivenReset) => {
      const desk = need()
      return desk.finishBeforeExit(resetUserPassword(desk, by, { ...rest, ...referenceAndProof(given) }))
    },
    continueWithCode: (by: Operator, input: Parameters<typeof continueReset>[2]) => {
      const desk = need()
      return desk.finishBeforeExit(continueReset(desk, by, input))
    },
  }
}

/** Parts what names a user, which is kept, from what proves who is meant, which is secret. */
function referenceAndProof(given: ResetUser): { user: UserReference; proof: ResetProof } {
  switch (given.system) {
    case 'nobase': {
      const { system, appid, user, proof } = given
      const secret = new Secret(proof.by === 'password' ? proof.password : proof.token)
      return { user: { system, appid, user, by: proof.by }, proof: { by: proof.by, secret } }
    }
    case 'shuidi': {
      const { system, phone, uid, code } = given
      return { user: { system, phone, uid }, proof: { by: 'code', secret: new Secret(code), codeid: '' } }
    }
    case 'yunhu': {
      const { system, mbphone, codeid, msgcode } = given
      return { user: { system, mbphone }, proof: { by: 'code', secret: new Secret(msgcode), codeid } }
    }
  }
}

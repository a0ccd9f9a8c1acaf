import type { Judgement, PasswordJudge, QuickJudgement } from '../../../shared/model/password-judge.ts'
import { defaultKindOf } from '../../passwords/default-kind.ts'
import type { StrengthJudge } from '../../passwords/strength.ts'
import type { Vault } from '../../vault/vault.ts'

/** Judges passwords once the list of common ones is loaded, which takes a moment and some memory. */
export interface DeskPasswordJudge extends PasswordJudge {
  /** Loads the list of common passwords. */
  load(): Promise<void>
}

/** Makes the judge of a desk: defaults and fingerprints in place, strength on the worker thread. */
export function createPasswordJudge({
  vault,
  strength,
}: {
  vault: Pick<Vault, 'holds' | 'fingerprint'>
  strength: StrengthJudge
}): DeskPasswordJudge {
  let isCommon: ((password: string) => boolean) | null = null
  const load = async (): Promise<void> => {
    isCommon ??= (await import('../../passwords/well-known-passwords.ts')).isWellKnownPassword
  }
  const quick: PasswordJudge['quick'] = (password, owner): QuickJudgement | null => {
    if (isCommon === null || !vault.holds('fingerprint')) return null
    return {
      fingerprint: vault.fingerprint(password),
      defaultKind: defaultKindOf(password.reveal(), owner, isCommon),
    }
  }
  return {
    load,
    quick,
    async whole(password, owner): Promise<Judgement | null> {
      await load()
      const judged = quick(password, owner)
      if (judged === null) return null
      const about = [...owner.names, ...owner.phones, ...owner.about].filter((text) => text !== '')
      const { score } = await strength.judge(password, about)
      return { ...judged, score }
    },
  }
}

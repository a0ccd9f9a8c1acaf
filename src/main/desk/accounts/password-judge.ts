import type { Judgement, PasswordJudge, QuickJudgement } from '../../../shared/model/password-judge.ts'
import { defaultKindOf } from '../../passwords/default-kind.ts'
import type { StrengthJudge } from '../../passwords/strength.ts'
import type { Vault } from '../../vault/vault.ts'

/** Judges passwords; in place only once the list of common ones is loaded, which takes a moment and over 10 MB. */
export interface DeskPasswordJudge extends PasswordJudge {
  /** Loads the list of common passwords, for judging in place. */
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
  return {
    async load() {
      isCommon ??= (await import('../../passwords/well-known-passwords.ts')).isWellKnownPassword
    },
    quick(password, owner): QuickJudgement | null {
      if (isCommon === null || !vault.holds('fingerprint')) return null
      return {
        fingerprint: vault.fingerprint(password),
        defaultKind: defaultKindOf(password.reveal(), owner, isCommon),
      }
    },
    async whole(password, owner): Promise<Judgement | null> {
      if (!vault.holds('fingerprint')) return null
      // While the key is held: by the time that the worker has answered, the desk may be locked.
      const fingerprint = vault.fingerprint(password)
      const about = [...owner.names, ...owner.phones, ...owner.about].filter((text) => text !== '')
      // The worker has the list anyway.
      const { score, common } = await strength.judge(password, about)
      return { fingerprint, defaultKind: defaultKindOf(password.reveal(), owner, () => common), score }
    },
  }
}

import type { DefaultKind } from '../../../shared/model/password-findings.ts'
import type { SharedPassword } from './shared-passwords.ts'

/** Carries what a store keeps in plain of one account's password; neither its hash nor its fingerprint is in it. */
export interface PasswordFacts {
  kind: 'admin' | 'user'
  /** Is an account's id, or a user's number in the directory. */
  id: string
  backendId: string
  backend: string
  application: string | null
  userID: string
  account: string
  changedAt: string | null
  score: number | null
  defaultKind: DefaultKind | null
  /** Says whether equal passwords would show. */
  isFingerprinted: boolean
  /** Finds the other accounts with the same password: only where that is asked is it looked for. */
  shared: () => SharedPassword
}

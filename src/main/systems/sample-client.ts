import type { Operation } from '../../shared/model/systems.ts'
import { shellQuoted } from './curl.ts'

/** Says what signs a sample's requests: a fixed secret, or the MD5 of a text by a rule. */
export type SampleSign =
  | { kind: 'fixed'; name: string }
  | { kind: 'digest'; name: string; letters: 'lower' | 'upper'; rule: string; assumed: boolean }

/** Carries a client of one operation as lines of a POSIX shell, with its values in variables at the top. */
export interface SampleClient {
  operation: Operation
  script: string
  /** Is null where nothing is signed. */
  sign: SampleSign | null
}

/** Carries what the samples are filled with; nothing in it is a secret of the store. */
export interface SampleValues {
  /** Gives the origin of the built-in backend. */
  url: string
  nobase: { appid: string; signature: string; user: string; pass: string }
  openim: { account: string; userID: string; password: string }
  shuidi: { phone: string; uid: string; template: string }
  yunhu: { companyId: string; accountSet: string; phone: string; password: string }
}

/** Writes variables of a shell, one a line. */
export function shellVariables(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${shellQuoted(value)}`)
}

/** Joins the parts of a command over several lines. */
export function shellCommand(...parts: readonly string[]): string {
  return parts.join(' \\\n  ')
}

/** Takes the MD5 of a text, in hex, by a tool that every system with a shell has. */
export function shellDigest(text: string, letters: 'lower' | 'upper'): string {
  const upper = letters === 'upper' ? ' | tr a-f A-F' : ''
  return `$(printf '%s' "${text}" | openssl dgst -md5 -r | cut -c 1-32${upper})`
}

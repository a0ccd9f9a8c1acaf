import { canonicalFields } from '../../shared/model/canonical-fields.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { directoryCaptchaRows } from '../store/built-in/directory-captchas.ts'
import type { Store } from '../store/store.ts'
import { isSameMac } from './same-mac.ts'

/** Keeps the answers of captchas, as MACs, for 5 minutes. */
export interface DirectoryCaptchas {
  /** Keeps the answer of a new captcha, and gives its number. */
  keep(answer: string): number
  /** Says whether a text, in letters of either case, answers a captcha; a right one uses it up, 5 wrong ones too. */
  check(codeid: number, typed: string): boolean
}

const mostKept = 10_000

/** Makes the part of the directory that keeps captchas. */
export function createDirectoryCaptchas(parts: {
  store: Store
  /** Gives the keyed hash under which a text is kept. */
  tokenMac: (text: string) => Buffer
  now: () => number
}): DirectoryCaptchas {
  const { store, now } = parts
  const rows = directoryCaptchaRows(store)
  const mac = (answer: string): Buffer =>
    parts.tokenMac(canonicalFields(['captcha', answer.normalize('NFKC').toLowerCase()]))
  return {
    keep: (answer) =>
      store.transaction(() => {
        const expires_at = new Date(now() + thresholds.captchaLife).toISOString()
        const id = rows.insert({ answer_mac: mac(answer), tries: 0, expires_at })
        rows.prune(new Date(now()).toISOString(), id, mostKept)
        return id
      }),
    check: (codeid, typed) =>
      store.transaction(() => {
        const row = rows.get(codeid)
        const equal = isSameMac(row?.answer_mac, mac(typed))
        if (row === undefined) return false
        // Whoever can write the file may have put a number there that would never be used up.
        const isCounted = row.tries >= 0 && row.tries < thresholds.captchaTries
        const right = equal && isCounted && Date.parse(row.expires_at) > now()
        if (right || !isCounted || row.tries + 1 >= thresholds.captchaTries) rows.delete(codeid)
        else rows.setTries(codeid, row.tries + 1)
        return right
      }),
  }
}

import { canonicalFields } from '../../shared/model/canonical-fields.ts'
import type { Random, Seal } from '../../shared/model/ports.ts'
import { Secret } from '../../shared/model/secret.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import type { DirectoryCodeRow, DirectoryCodeRows } from '../store/built-in/directory-codes.ts'
import type { DirectoryOutboxRows } from '../store/built-in/directory-outbox.ts'
import type { DirectoryUserRows } from '../store/built-in/directory-users.ts'
import type { Store } from '../store/store.ts'
import type { codeChannels, codePurposes } from './code-words.ts'
import { postCode } from './outbox.ts'
import { userSubject } from './places.ts'
import { isSameMac } from './same-mac.ts'
import type { Throttle, ThrottledAccount } from './throttle.ts'

/** Carries a code to be made and sent to a user. */
export interface CodeRequest {
  channel: (typeof codeChannels)[number]
  to: string
  purpose: (typeof codePurposes)[number]
  userNum: number
}

/** Says that a code was sent, or from when on (UTC) one may be. */
export type CodeSent =
  | { kind: 'sent'; codeid: number }
  | { kind: 'too-soon'; retryAt: string }
  | { kind: 'too-many'; retryAt: string }

/** Carries a code as somebody typed it. */
export interface CodeCheck {
  /** Names the code where the wire does; absent, the live one of `to` is meant. */
  codeid?: number | undefined
  to: string
  purpose: (typeof codePurposes)[number]
  code: string
  /** Says that nobody is meant: the check takes as long, counts for nothing, and the code doesn't hold. */
  isNobodys?: boolean
}

/**
 * Says why a code does not hold: none is live for the recipient, it ran out, it was tried too often, another one is named
 * than the live one, it is not what was sent, or its account is locked.
 */
type CodeFault = 'missing' | 'expired' | 'tried-out' | 'of-another' | 'wrong' | 'locked'

/** Says whether a code holds; `codeid` then names it for `users.resetPassword`, `userNum` whom it was made for. */
export type CodeVerdict =
  { valid: true; codeid: number; userNum: number | null } | { valid: false; fault: CodeFault }

/** Makes codes, sends them to the outbox and checks them; only a code's keyed MAC is kept. */
export interface DirectoryCodes {
  /** Makes a code of 6 digits for 10 minutes, which voids the one before; one a minute and five an hour to one place. */
  send(request: CodeRequest): CodeSent
  /**
   * Says whether a code holds, without using it up. A wrong one counts for the code (5 tries) and for the account,
   * which too many wrong secrets lock.
   */
  check(check: CodeCheck): CodeVerdict
}

const anyDigit = 10
const day = 24 * 60 * 60 * 1000
const hour = 60 * 60 * 1000
const digits = 6

/** Makes the part of the directory that makes, sends and checks codes. */
export function createDirectoryCodes(parts: {
  store: Store
  rows: DirectoryCodeRows
  users: DirectoryUserRows
  outbox: DirectoryOutboxRows
  seal: Seal
  /** Gives the keyed hash under which a text is kept. */
  tokenMac: (text: string) => Buffer
  throttle: Throttle
  random: Random
  /** Gives the time by which codes live. */
  now: () => number
}): DirectoryCodes {
  const { store, rows, outbox, throttle, now } = parts

  const refusal = ({ to, purpose }: CodeRequest): CodeSent | null => {
    const at = now()
    // A clock that was set back must neither allow more codes nor keep them off for longer than the hour.
    rows.noLaterThan(to, purpose, iso(at))
    const sent = rows.sentSince(to, purpose, iso(at - hour)).map((time) => timeOr(at, time))
    const retry = (from: number, wait: number) => ({ retryAt: iso(from + wait) })
    const [newest] = sent
    const oldestThatCounts = sent[thresholds.codesAnHour - 1]
    if (oldestThatCounts !== undefined) return { kind: 'too-many', ...retry(oldestThatCounts, hour) }
    if (newest !== undefined && at - newest < thresholds.codeEvery) {
      return { kind: 'too-soon', ...retry(newest, thresholds.codeEvery) }
    }
    return null
  }
  /** Names the account whose wrong codes are counted: the code's, or the only one that has the number or address. */
  const accountOf = (code: DirectoryCodeRow | undefined, to: string): ThrottledAccount | null => {
    const bound = typeof code?.user_num === 'number' ? parts.users.byNum(code.user_num) : undefined
    const [found, another] = bound === undefined && to !== '' ? parts.users.byPhoneOfStranger(to) : []
    const user = bound ?? (another === undefined ? found : undefined)
    return user === undefined ? null : userSubject(user)
  }
  return {
    send: (request) =>
      store.transaction(() => {
        const refused = refusal(request)
        if (refused !== null) return refused
        const { channel, to: recipient, purpose, userNum } = request
        const [at, expires] = [iso(now()), iso(now() + thresholds.codeLife)]
        const code = new Secret(randomDigits(parts.random))
        rows.prune(iso(now() - day))
        rows.voidLive(recipient, purpose)
        const id = rows.insert({
          codeid: 0,
          channel,
          recipient,
          purpose,
          user_num: userNum,
          code_mac: parts.tokenMac(codeText(recipient, purpose, code.reveal())),
          tries: 0,
          state: 'live',
          imported: 0,
          created_at: at,
          expires_at: expires,
        })
        rows.numberAfterItself(id)
        postCode(
          { outbox, seal: parts.seal },
          { id, codeid: id, channel, recipient, purpose, code, sentAt: at, expiresAt: expires },
        )
        return { kind: 'sent', codeid: id }
      }),
    check: ({ codeid, to, purpose, code: typed, isNobodys = false }) =>
      store.transaction(() => {
        const found = rows.live(to, purpose)
        const owner = accountOf(found, to)
        const [code, account] = isNobodys ? [undefined, null] : [found, owner]
        const usable = code !== undefined && isLive(code, now()) && code.codeid === (codeid ?? code.codeid)
        const equal = isSameMac(code?.code_mac, parts.tokenMac(codeText(to, purpose, typed)))
        const admitted = throttle.attemptNow(account, () => usable && equal)
        if (code !== undefined && !(usable && equal)) rows.update(code.id, { tries: triesOf(code) + 1 })
        // The throttle says no for nobody; a code that was imported for a number that nobody has holds all the same.
        const holds = account === null ? usable && equal : admitted === 'right'
        return holds && code !== undefined
          ? { valid: true, codeid: code.id, userNum: code.user_num }
          : { valid: false, fault: admitted === 'locked' ? admitted : faultOf(code, codeid, now()) }
      }),
  }
}

/** Says whether a code can still be used: live, not run out, and not tried too often. */
export function isLive(code: Omit<DirectoryCodeRow, 'id'>, now: number): boolean {
  // A clock that was set back must not make a code live longer.
  const hasBegun = code.imported === 1 || Date.parse(code.created_at) <= now
  const isOpen = Date.parse(code.expires_at) > now && triesOf(code) < thresholds.codeTries
  return code.state === 'live' && hasBegun && isOpen
}

/** Gives how often a code was tried; what is no count, because somebody else wrote it, stands for too often. */
function triesOf({ tries }: Pick<DirectoryCodeRow, 'tries'>): number {
  const { codeTries } = thresholds
  return tries >= 0 && tries < codeTries ? tries : codeTries
}

function faultOf(
  code: DirectoryCodeRow | undefined,
  codeid: number | undefined,
  now: number,
): Exclude<CodeFault, 'locked'> {
  if (code === undefined) return 'missing'
  if (code.codeid !== (codeid ?? code.codeid)) return 'of-another'
  if (triesOf(code) >= thresholds.codeTries) return 'tried-out'
  return isLive(code, now) ? 'wrong' : 'expired'
}

/** Gives the text whose keyed hash stands for a code: it holds for one recipient and one purpose only. */
export function codeText(recipient: string, purpose: string, code: string): string {
  return canonicalFields(['code', recipient, purpose, code])
}

/** Makes 6 digits, each as likely as any other. */
export function randomDigits(random: Random): string {
  let text = ''
  while (text.length < digits) {
    for (const byte of random.bytes(digits * 2)) {
      // Bytes from 250 on would make the first digits likelier.
      if (byte < 250 && text.length < digits) text += String(byte % anyDigit)
    }
  }
  return text
}

/** Reads a time; one that somebody else wrote in place of it counts as another. */
function timeOr(otherwise: number, text: string): number {
  const time = Date.parse(text)
  return Number.isNaN(time) ? otherwise : time
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

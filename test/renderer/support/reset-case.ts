import type { ResetCase } from '../../../src/shared/contract/reset-desk.ts'

/** Is the moment at which the case's code was sent, in milliseconds since the epoch. */
export const now = Date.parse('2026-03-01T10:00:00.000Z')

/** Gives the time that lies some milliseconds after that moment. */
export const iso = (after: number): string => new Date(now + after).toISOString()

/** Is a case of the desk's own backend whose caller has been sent a code. */
export const sentCase: ResetCase = {
  id: 'c1',
  number: 7,
  backend: { id: 'b1', name: 'Shop', environment: 'production', isBuiltIn: true },
  system: 'shuidi',
  account: '13800138000',
  uid: '15630',
  appid: '',
  nickname: '',
  caller: '',
  reason: '',
  ticket: 'T-1',
  state: 'code-sent',
  isUnderWay: false,
  codeExpiresAt: iso(60_000),
  codeEnd: null,
  isCodeUnclear: false,
  openedBy: 'sam',
  openedAt: iso(-60_000),
  closedBy: null,
  closedAt: null,
  directoryUser: { isDisabled: false, hasPhone: true },
  checks: ['called-back'],
  checksNeeded: 1,
  captchaExpiresAt: null,
  code: {
    basis: 'server',
    sentAt: iso(0),
    expiresAt: iso(60_000),
    resendAt: iso(60_000),
    wrongTries: 0,
    triesLeft: 5,
    state: 'live',
  },
  passwordForm: { characters: 'printable-without-blanks', min: 6, max: 32, source: null },
  change: null,
  canHandOver: false,
  steps: [],
  readAt: iso(0),
}

import { describe, expect, it } from 'vitest'
import { compareEndings } from '../../../src/main/systems/nobase/judge-again.ts'
import type { AdmittedRequest, Rule } from '../../../src/main/systems/nobase/request-facts.ts'
import type { ApplicationSettings } from '../../../src/shared/model/application-settings.ts'

const usual: ApplicationSettings = {
  status: 'normal',
  developerStatus: 'normal',
  developerOverdueDays: 0,
  allowPasswordChange: true,
  tokenValidation: false,
  accountLength: { min: 5, max: 20 },
  passwordLength: { min: 6, max: 32 },
}
const byAccount = { token: false, user: true, pass: true }
const byToken = { token: true, user: false, pass: false }
const byBoth = { token: true, user: true, pass: true }

/** Makes a `newPass` by account and password that was carried out, but for what is given. */
const request = (over: Partial<AdmittedRequest> = {}, then: Partial<ApplicationSettings> = {}) =>
  ({
    operation: 'newPass',
    appid: 'app-1001',
    settings: { ...usual, ...then },
    rule: 'done',
    who: '13800138000',
    presented: byAccount,
    token: 'none',
    account: { digits: true, length: 11 },
    newPassword: 'fits',
    ...over,
  }) satisfies AdmittedRequest

const judge = (
  given: AdmittedRequest,
  after: Partial<ApplicationSettings>,
  before: Partial<ApplicationSettings> = given.settings,
) => {
  const compared = compareEndings(given, { ...usual, ...before }, { ...usual, ...after })
  const rulesOf = (endings: { rule: Rule }[]): Rule[] => endings.map(({ rule }) => rule)
  return [compared.differs, rulesOf(compared.before), rulesOf(compared.after)]
}

describe('a change that was carried out', () => {
  it.each<[Partial<ApplicationSettings>, Rule]>([
    [{ developerStatus: 'overdue' }, 'developerOverdue'],
    [{ developerStatus: 'disabled' }, 'developerDisabled'],
    [{ status: 'reviewing' }, 'applicationReviewing'],
    [{ status: 'stopped' }, 'applicationStopped'],
    [{ allowPasswordChange: false }, 'changeNotAllowed'],
    [{ accountLength: { min: 5, max: 10 } }, 'accountLength'],
    // Of all that would turn it away, the first check in the order of the table does.
    [{ developerStatus: 'disabled', status: 'stopped', allowPasswordChange: false }, 'developerDisabled'],
    [{ status: 'stopped', allowPasswordChange: false }, 'applicationStopped'],
    [{ allowPasswordChange: false, accountLength: { min: 5, max: 10 } }, 'changeNotAllowed'],
  ])('would have been turned away with %j', (after, rule) => {
    expect(judge(request(), after)).toEqual(['surely', ['done'], [rule]])
  })

  it.each<Partial<ApplicationSettings>>([
    { tokenValidation: true },
    { developerOverdueDays: 9 },
    { accountLength: { min: 11, max: 11 } },
    { passwordLength: { min: 5, max: 40 } },
  ])('would have been carried out with %j as well', (after) => {
    expect(judge(request(), after)).toEqual(['no', ['done'], ['done']])
  })
})

describe('the flag of tokens', () => {
  it('turns newPass by token alone away once it is off', () => {
    const given = request({ presented: byToken, token: 'normal' }, { tokenValidation: true })
    expect(judge(given, { tokenValidation: false })).toEqual(['surely', ['done'], ['accountMissing']])
  })

  it('makes a void token count beside a right password once it is on', () => {
    const given = request({ presented: byBoth, token: 'void' })
    expect(judge(given, { tokenValidation: true })).toEqual(['surely', ['done'], ['tokenInvalid']])
  })

  it('turns updateSign by account away once it is on, and newPass not', () => {
    const sign = request({ operation: 'updateSign', newPassword: 'none' })
    expect(judge(sign, { tokenValidation: true })).toEqual(['surely', ['done'], ['tokenMissing']])
    expect(judge(request(), { tokenValidation: true })[0]).toBe('no')
  })

  it('turns updateSign with both away once it is off', () => {
    const given = request(
      { operation: 'updateSign', presented: byBoth, token: 'normal', newPassword: 'none' },
      { tokenValidation: true },
    )
    expect(judge(given, { tokenValidation: false })).toEqual(['surely', ['done'], ['tokenWithAccount']])
  })

  it('says nothing of login, which takes no token', () => {
    const given = request({ operation: 'login', newPassword: 'none' })
    expect(judge(given, { tokenValidation: true, allowPasswordChange: false })[0]).toBe('no')
  })
})

describe('what was not looked at', () => {
  const turnedAway = request({ rule: 'changeNotAllowed' }, { allowPasswordChange: false })

  it('is not guessed: a password that was never compared can have been right or wrong', () => {
    expect(judge(turnedAway, { allowPasswordChange: true })).toEqual([
      'surely',
      ['changeNotAllowed'],
      ['accountWrong', 'done', 'userDisabled'],
    ])
  })

  it('leaves a request alone that ends at the same check all the same', () => {
    expect(judge(turnedAway, { allowPasswordChange: false, tokenValidation: true })[0]).toBe('no')
    expect(judge(turnedAway, { allowPasswordChange: true, status: 'normal' }, usual)[0]).toBe('no')
  })

  it('holds for a length: what fitted wider limits may fit narrower ones, or not', () => {
    expect(judge(request(), { passwordLength: { min: 8, max: 32 } })).toEqual([
      'perhaps',
      ['done'],
      ['newPasswordFormat', 'done'],
    ])
    const short = request({ rule: 'newPasswordFormat', newPassword: 'short' })
    expect(judge(short, { passwordLength: { min: 4, max: 32 } })[0]).toBe('perhaps')
    expect(judge(short, { passwordLength: { min: 1, max: 32 } })[0]).toBe('surely')
    expect(judge(short, { passwordLength: { min: 7, max: 32 } })[0]).toBe('no')
  })

  it('holds for every length between the limits, not for the least and the greatest alone', () => {
    const [narrow, wider] = [{ passwordLength: { min: 8, max: 12 } }, { passwordLength: { min: 8, max: 20 } }]
    expect(judge(request(), wider, narrow)[0]).toBe('perhaps')
    const long = request({ rule: 'newPasswordFormat', newPassword: 'long' })
    expect(judge(long, { passwordLength: { min: 6, max: 33 } })[0]).toBe('perhaps')
    expect(judge(long, { passwordLength: { min: 6, max: 31 } })[0]).toBe('no')
  })

  it('holds for the account beside the token that was used', () => {
    const given = request(
      { rule: 'userDisabled', presented: byBoth, token: 'disabled' },
      { tokenValidation: true },
    )
    expect(judge(given, { tokenValidation: false })).toEqual([
      'perhaps',
      ['userDisabled'],
      ['accountWrong', 'done', 'userDisabled'],
    ])
  })

  it('does not make other characters fit, whatever the lengths are', () => {
    const form = request({ rule: 'newPasswordFormat', newPassword: 'form' })
    expect(judge(form, { passwordLength: { min: 0, max: 1024 } })[0]).toBe('no')
  })
})

describe('what an answer says', () => {
  it('differs where the number of days in it does', () => {
    const given = request(
      { rule: 'developerOverdue' },
      { developerStatus: 'overdue', developerOverdueDays: 3 },
    )
    const overdue = { developerStatus: 'overdue' } as const
    const after = { ...usual, ...overdue, developerOverdueDays: 4 }
    expect(compareEndings(given, given.settings, after)).toEqual({
      differs: 'surely',
      before: [{ rule: 'developerOverdue', days: 3 }],
      after: [{ rule: 'developerOverdue', days: 4 }],
    })
    expect(compareEndings(given, given.settings, { ...after, developerOverdueDays: 3 }).differs).toBe('no')
  })

  it('of a wrong password stays so where both let it be compared', () => {
    const wrong = request({ rule: 'accountWrong' })
    expect(judge(wrong, { tokenValidation: true })).toEqual(['no', ['accountWrong'], ['accountWrong']])
    expect(judge(wrong, { allowPasswordChange: false })).toEqual([
      'surely',
      ['accountWrong'],
      ['changeNotAllowed'],
    ])
  })

  it('is compared with what the settings in force would answer, not with what was answered long ago', () => {
    const stopped = request({ rule: 'applicationStopped' }, { status: 'stopped' })
    expect(judge(stopped, { tokenValidation: true }, usual)[0]).toBe('no')
  })
})

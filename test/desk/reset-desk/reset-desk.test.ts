import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/main/desk.ts'
import type { ResetSystem } from '../../../src/shared/model/reset-case.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const clock = createFixedClock()
const minute = 60_000
let at: TestDesk
let desk: Desk

beforeAll(async () => {
  at = await startTestDesk({ clock })
  ;({ desk } = at)
})
afterAll(() => at.end())

const person = (account: string): number => {
  const [user] = desk.users.list({ search: account, limit: 1 }).rows
  if (user === undefined) throw new Error(`no user ${account}`)
  return user.num
}
const begin = (account: string, system: ResetSystem = 'shuidi') =>
  desk.resetDesk.open(at.ada, {
    backendId: 'built-in',
    system,
    user: { num: person(account) },
    caller: '',
    reason: 'forgotten',
    ticket: 'T-1',
  })
const verify = (
  id: string,
  checks: Parameters<Desk['resetDesk']['verifyCaller']>[1]['checks'] = ['called-back'],
) => desk.resetDesk.verifyCaller(at.ada, { id, checks })
/** Reads the code out of the outbox, as an administrator would. */
const codeInOutbox = (): string => {
  const [message] = desk.builtIn.outbox({ limit: 1 }).rows
  return desk.builtIn.revealCode(at.ada, message?.id ?? 0).code
}
const set = (id: string, code: string, password?: string) =>
  desk.resetDesk.setPassword(at.ada, {
    id,
    code,
    next: password === undefined ? { from: 'generated' } : { from: 'typed', password },
  })

describe('a caller’s case', () => {
  it('needs a reason or a ticket, and is one at a time for a user', () => {
    const input = {
      backendId: 'built-in',
      system: 'shuidi',
      user: { num: person('13900139000') },
      caller: '',
    } as const
    expect(() => desk.resetDesk.open(at.ada, { ...input, reason: '', ticket: '' })).toThrow('REASON_MISSING')
    const first = desk.resetDesk.open(at.ada, { ...input, reason: '', ticket: 'T-9' })
    expect(() => desk.resetDesk.open(at.ada, { ...input, reason: 'again', ticket: '' })).toThrow('RESET_OPEN')
    expect(desk.resetDesk.list({ limit: 10 }).open).toBe(1)
    desk.resetDesk.close(at.ada, { id: first.id, outcome: 'abandoned', note: 'hung up' })
    expect(desk.resetDesk.list({ limit: 10, show: 'open' }).rows).toEqual([])
  })

  it('sends no code before the caller is verified, and none within a minute of the last', async () => {
    const { id } = begin('18616503617')
    const before = desk.builtIn.outbox({ limit: 10 }).rows.length
    await expect(desk.resetDesk.sendCode(at.ada, { id, answer: '' })).rejects.toMatchObject({
      code: 'RESET_STATE',
    })
    expect(() => verify(id, [])).toThrow('CHECKS_MISSING')
    verify(id)
    await expect(set(id, '123456')).rejects.toMatchObject({ code: 'RESET_STATE' })
    const { case: sent } = await desk.resetDesk.sendCode(at.ada, { id, answer: '' })
    expect(sent).toMatchObject({ state: 'code-sent', code: { basis: 'server', triesLeft: 5 } })
    await expect(desk.resetDesk.sendCode(at.ada, { id, answer: '' })).rejects.toMatchObject({
      code: 'RESEND_TOO_SOON',
    })
    expect(desk.builtIn.outbox({ limit: 10 }).rows).toHaveLength(before + 1)
  })

  it('counts a wrong code by what the backend kept, and goes on with the right one', async () => {
    const [{ id } = { id: '' }] = desk.resetDesk.list({ limit: 1, search: '18616503617' }).rows
    const right = codeInOutbox()
    const wrong = right === '000000' ? '111111' : '000000'
    const { outcome, case: after } = await set(id, wrong)
    expect(outcome).toMatchObject({ status: 'rejected', reason: 'code-invalid', wire: { code: 15010 } })
    expect(after).toMatchObject({ state: 'code-sent', code: { triesLeft: 4 }, canHandOver: false })
    const { case: changed } = await set(id, right)
    expect(changed).toMatchObject({ state: 'changed', canHandOver: true, change: { from: 'generated' } })
    expect(changed).toMatchObject({ codeEnd: null, codeExpiresAt: null })
  })

  it('shows the generated password once, and leaves neither it nor a code in what it keeps', async () => {
    const [{ id } = { id: '' }] = desk.resetDesk.list({ limit: 1, search: '18616503617' }).rows
    const { password } = desk.resetDesk.handOver(at.ada, id)
    expect(password).toMatch(/^[A-Za-z0-9]{12}$/)
    expect(() => desk.resetDesk.handOver(at.ada, id)).toThrow('HANDED_OVER')
    const closed = desk.resetDesk.close(at.ada, { id, outcome: 'resolved', note: '' })
    expect(closed.steps.map(({ step }) => step)).toEqual([
      'opened',
      'caller-verified',
      'code-sent',
      'password-set',
      'password-set',
      'handed-over',
      'closed',
    ])
    expect(JSON.stringify([closed, desk.audit.list({}, { before: undefined, limit: 100 })])).not.toContain(
      password,
    )
    await expect(set(id, '999999')).rejects.toMatchObject({ code: 'RESET_STATE' })
  })

  it('without a code asks for two checks, and leaves no token behind', async () => {
    const { id } = begin('13700137000', 'nobase')
    expect(() => verify(id, ['called-back', 'called-back'])).toThrow('CHECKS_MISSING')
    verify(id, ['called-back', 'vouched-for'])
    const { passwordForm } = desk.resetDesk.get(id)
    expect(passwordForm).toMatchObject({ characters: 'letters-and-digits', min: 6, max: 32 })
    expect(passwordForm.source?.rule).toContain('newpass')
    for (const password of ['Short', 'With-sign-1', 'A1'.repeat(17)]) {
      await expect(set(id, '', password)).rejects.toMatchObject({ code: 'PASSWORD_FORM' })
    }
    const { case: changed } = await set(id, '', 'Chosen2468')
    expect(changed).toMatchObject({ state: 'changed', canHandOver: false })
    const { tokens } = desk.users.get(person('13700137000'))
    expect(tokens.filter(({ state }) => state === 'live')).toEqual([])
    // The caller chose the password: there is nobody left to be told.
    expect(() => desk.resetDesk.close(at.ada, { id, outcome: 'untold', note: '' })).toThrow('RESET_STATE')
    desk.resetDesk.close(at.ada, { id, outcome: 'resolved', note: '' })
  })

  it('whose new password was told to nobody is closed as that, and as nothing else', async () => {
    const { id, number } = begin('13700137000', 'nobase')
    verify(id, ['called-back', 'vouched-for'])
    const close = (outcome: 'resolved' | 'untold' | 'abandoned') =>
      desk.resetDesk.close(at.ada, { id, outcome, note: 'hung up' })
    expect(() => close('untold')).toThrow('RESET_STATE')
    expect((await set(id, '')).case).toMatchObject({ state: 'changed', canHandOver: true })
    for (const outcome of ['resolved', 'abandoned'] as const)
      expect(() => close(outcome)).toThrow('RESET_STATE')
    const closed = close('untold')
    expect(closed).toMatchObject({ state: 'untold', closedBy: 'ada', canHandOver: false })
    expect(closed.steps.at(-1)).toMatchObject({ step: 'closed', detail: { outcome: 'untold' } })
    expect(() => desk.resetDesk.handOver(at.ada, id)).toThrow('RESET_STATE')

    const numbers = (show: 'untold' | 'resolved' | 'closed' | 'open', sort?: 'state') =>
      desk.resetDesk.list({ limit: 50, show, sort }).rows.map((row) => row.number)
    expect(numbers('untold')).toEqual([number])
    expect(numbers('resolved')).not.toContain(number)
    expect([numbers('closed'), numbers('closed', 'state')].map((all) => all.includes(number))).toEqual([
      true,
      true,
    ])
    expect(numbers('open')).not.toContain(number)
    const [event] = desk.audit.list({ action: 'reset-case.closed' }, { before: undefined, limit: 1 }).events
    expect(event).toMatchObject({ detail: { number, outcome: 'untold', note: 'hung up' } })
    let csv = ''
    for await (const { text } of desk.audit.export(at.ada, { action: 'reset-case.closed' }, 'csv'))
      csv += text
    expect(csv.match(/""outcome"":""\w+""/g)?.at(-1)).toBe('""outcome"":""untold""')
  })

  it('without a code is refused where the application takes no tokens, and changes nothing', async () => {
    const { id } = begin('13900139000', 'nobase')
    verify(id, ['called-back', 'vouched-for'])
    const { outcome, case: after } = await set(id, '')
    expect(outcome.status).toBe('refused')
    expect(after).toMatchObject({ state: 'verified', canHandOver: false })
    expect(desk.users.get(person('13900139000')).tokens.filter(({ state }) => state === 'live')).toEqual([])
  })

  it('says in the queue that a code is tried too often, and that one is used up', async () => {
    const { id } = begin('13800138000')
    verify(id)
    clock.advance(minute)
    await desk.resetDesk.sendCode(at.ada, { id, answer: '' })
    const right = codeInOutbox()
    const row = () => desk.resetDesk.list({ limit: 1, search: '13800138000' }).rows[0]
    expect(row()).toMatchObject({ state: 'code-sent', codeEnd: null, isCodeUnclear: false })
    for (let tries = 0; tries < 5; tries += 1) {
      await set(id, String((Number(right) + 1 + tries) % 1_000_000).padStart(6, '0'))
    }
    expect(row()?.codeEnd).toMatch(/^(noTries|used)$/)
    expect(desk.resetDesk.get(id).codeEnd).toBe(row()?.codeEnd)
    desk.resetDesk.close(at.ada, { id, outcome: 'abandoned', note: '' })
    expect(row()).toMatchObject({ codeEnd: null, codeExpiresAt: null })
  })

  it('at yunhu takes a picture first; one that has expired is not answered', async () => {
    const { id } = begin('18062639596', 'yunhu')
    verify(id)
    const picture = await desk.resetDesk.captcha(at.ada, id)
    expect(picture.img).toMatch(/^data:image\//)
    clock.advance(6 * minute)
    await expect(desk.resetDesk.sendCode(at.ada, { id, answer: 'abcd' })).rejects.toMatchObject({
      code: 'CAPTCHA_GONE',
    })
    await desk.resetDesk.captcha(at.ada, id)
    const { outcome } = await desk.resetDesk.sendCode(at.ada, { id, answer: '????' })
    expect(outcome).toMatchObject({ status: 'rejected', reason: 'captcha-invalid' })
    expect(desk.resetDesk.get(id)).toMatchObject({ state: 'verified', code: null })
  })

  it('is listed open first, page by page, each once', () => {
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = desk.resetDesk.list({ limit: 2, ...(cursor !== undefined && { cursor }) })
      seen.push(...page.rows.map(({ number }) => number))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    const all = desk.resetDesk.list({ limit: 200 }).rows
    expect(seen).toEqual(all.map(({ number }) => number))
    expect(new Set(seen).size).toBe(seen.length)
    const firstClosed = all.findIndex(({ closedAt }) => closedAt !== null)
    expect(all.slice(firstClosed).every(({ closedAt }) => closedAt !== null)).toBe(true)
    expect(desk.resetDesk.list({ limit: 10, search: '明记' }).rows).toHaveLength(1)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSignsShown } from '../../../src/shared/model/hidden-signs.ts'
import { confirmsName } from '../../../src/shared/model/typed-confirmation.ts'
import { accountIdOf, startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const turned = 'ops\u{202e}nimdA\u{200b}'

/** Spells a text so that no sign of it does anything to what a terminal shows. */
const spelled = (text: string | undefined): string =>
  JSON.stringify(text ?? null).replace(
    /[^ -~]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  )
const titled = (cases: [string, string | undefined][]) =>
  cases.map(([name, typed]) => ({ name, typed, names: `${spelled(name)} by ${spelled(typed)}` }))

describe('a name that is typed to confirm', () => {
  it.each(
    titled([
      ['chatAdmin', 'chatAdmin'],
      [turned, turned],
      [turned, 'ops[U+202E]nimdA[U+200B]'],
      ['\u{feff}ops', '[U+FEFF]ops'],
    ]),
  )('is taken: $names', ({ name, typed }) => {
    expect(confirmsName(typed, name)).toBe(true)
  })

  it.each(
    titled([
      ['chatAdmin', undefined],
      ['chatAdmin', ''],
      ['chatAdmin', 'chatadmin'],
      ['chatAdmin', 'chat[U+200B]Admin'],
      ['chatAdmin', 'chat\u{200b}Admin'],
      [turned, 'opsnimdA'],
      [turned, 'opsAdmin'],
      [turned, 'ops[U+202E]nimdA'],
      [turned, 'ops[u+202e]nimdA[u+200b]'],
      [turned, 'ops[U+200B]nimdA[U+202E]'],
      ['chat[U+200B]Admin', 'chat\u{200b}Admin'],
    ]),
  )('is refused: $names', ({ name, typed }) => {
    expect(confirmsName(typed, name)).toBe(false)
  })
})

describe('an admin who was entered with signs that nobody can type', () => {
  let at: TestDesk
  let accountId = ''
  let backendId = ''
  beforeAll(async () => {
    at = await startTestDesk({ timeLimits: { connect: 500 } })
    backendId = at.desk.backends.add(at.ada, {
      name: 'nobody is there',
      system: 'openim',
      url: 'http://127.0.0.1:1',
      environment: 'staging',
    }).id
    at.desk.admins.add(at.ada, {
      backendId,
      userID: '7',
      account: turned,
      nickname: '',
      currentPassword: 'the password before',
    })
    accountId = accountIdOf(at.desk, '7')
  })
  afterAll(() => at.end())

  const change = (confirmation: string) =>
    at.desk.admins.change(at.ada, {
      accountId,
      current: { from: 'vault' },
      next: { from: 'typed', password: 'a lantern over still water' },
      confirmation,
    })
  const attempts = () => at.desk.exchanges.list({ backendId, limit: 10 }).rows.length

  it('is confirmed as the page shows it, and by no other name', async () => {
    for (const other of ['opsAdmin', 'opsnimdA', withSignsShown(turned).toLowerCase(), '']) {
      await expect(change(other)).rejects.toMatchObject({
        code: 'CONFIRMATION_DIFFERS',
        data: { expected: turned },
      })
    }
    expect(attempts()).toBe(0)
    expect(await change(withSignsShown(turned))).toMatchObject({ outcome: { status: 'unreachable' } })
  })
})

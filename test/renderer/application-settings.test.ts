// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { newPassFailures, updateSignFailures } from '../../src/main/systems/nobase/wire.ts'
import ApplicationDialog from '../../src/renderer/features/applications/ApplicationDialog.vue'
import {
  changedFields,
  effectOf,
  isValid,
  pickFields,
  settingsOf,
} from '../../src/renderer/features/applications/settings.ts'
import { wireAnswers } from '../../src/renderer/features/applications/wire-answers.ts'
import type { Application, ApplicationPreview, Ending } from '../../src/shared/contract/applications.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const application: Application = {
  appid: 'app-1001',
  name: 'Mall',
  status: 'normal',
  developerStatus: 'normal',
  developerOverdueDays: 0,
  allowPasswordChange: true,
  tokenValidation: false,
  accountLength: { min: 5, max: 20 },
  passwordLength: { min: 6, max: 32 },
}

const ending = (code: number, text: string, reason: Ending['reason']): Ending => ({ code, text, reason })
const refused = ending(405, '当前管理员不允许用户修改密码', 'change-not-allowed')
const carriedOut = ending(200, '更新成功', null)
const wrong = ending(404, '用户账号密码错误!', 'wrong-credentials')
const nothing: ApplicationPreview = {
  examined: 0,
  from: null,
  notKept: 0,
  differ: 0,
  mayDiffer: 0,
  answeredOtherwise: 0,
  groups: [],
  newest: [],
  readAt: '2026-01-02T00:00:00.000Z',
}

/** Plays a desk that changes applications, and keeps what it was asked. */
const deskFor = (preview: () => ApplicationPreview = () => nothing) => {
  const asked: unknown[] = []
  const previewed: unknown[] = []
  const { desk } = deskOverRpc({
    applications: {
      preview: on.applications.preview.handler(({ input }) => {
        previewed.push(input)
        return preview()
      }),
      update: on.applications.update.handler(({ input }) => {
        asked.push(input)
        return { before: application, after: application }
      }),
    },
  })
  return { desk, asked, previewed }
}
const press = async (id: string): Promise<void> => {
  byTestId(id).click()
  await flushPromises()
}
const isDisabled = (id: string): boolean => (byTestId(id) as HTMLButtonElement).disabled

afterEach(() => {
  document.body.innerHTML = ''
})

describe('what a setting makes of callers', () => {
  it('is told in the words that the service really answers', () => {
    const answers = { ...updateSignFailures, ...newPassFailures }
    const real = Object.keys(wireAnswers).map((name) => {
      const { code, data } = answers[name as keyof typeof wireAnswers]
      return [name, { code, data }]
    })
    expect(Object.fromEntries(real)).toEqual(wireAnswers)
  })

  it.each([
    [{ allowPasswordChange: false }, 'allowPasswordChange', '405 当前管理员不允许用户修改密码'],
    [{ status: 'reviewing' }, 'status', '404 应用审核中!'],
    [{ status: 'stopped' }, 'status', '404 应用已停用!'],
    [{ developerStatus: 'disabled' }, 'developerStatus', '404 开发者账号已被禁用!'],
    [
      { developerStatus: 'overdue', developerOverdueDays: 12 },
      'developerStatus',
      '404 开发者账号已逾期(12天),请缴费后重试!',
    ],
  ] as const)('%j', (patch, field, answer) => {
    expect(effectOf(field, { ...application, ...patch }).fillings).toEqual({ answer })
  })

  it('says nothing of an answer where the setting lets callers on', () => {
    expect(effectOf('allowPasswordChange', application).fillings).toEqual({})
    expect(effectOf('developerOverdueDays', { ...application, developerOverdueDays: 3 }).fillings).toEqual({})
  })
})

describe('what is sent of a change', () => {
  it('is what differs, and nothing else', () => {
    const next = { ...settingsOf(application), tokenValidation: true, accountLength: { min: 5, max: 11 } }
    const fields = changedFields(application, next)
    expect(pickFields(next, fields)).toEqual({ tokenValidation: true, accountLength: { min: 5, max: 11 } })
    expect(changedFields(application, settingsOf(application))).toEqual([])
  })

  it.each([
    [{}, true],
    [{ accountLength: { min: 9, max: 8 } }, false],
    [{ passwordLength: { min: Number.NaN, max: 8 } }, false],
    [{ passwordLength: { min: 0, max: 1025 } }, false],
    [{ developerOverdueDays: -1 }, false],
    [{ developerOverdueDays: 36_500 }, true],
  ])('can be taken as it is: %j %s', (patch, valid) => {
    expect(isValid({ ...application, ...patch })).toBe(valid)
  })
})

describe('the dialog of an application', () => {
  it('saves neither without a change nor without a reason', async () => {
    const { desk, asked } = deskFor()
    mountWithDesk(ApplicationDialog, { desk, props: { application } })
    await flushPromises()
    typeInto('application-reason', 'a reason alone')
    await flushPromises()
    expect(isDisabled('application-save')).toBe(true)
    await press('application-allow-password-change')
    typeInto('application-reason', '   ')
    await flushPromises()
    expect(isDisabled('application-save')).toBe(true)
    expect(asked).toEqual([])
  })

  it.each([
    ['en', 'Allow password change: On → Off'],
    ['zh-CN', '允许用户修改密码：开 → 关'],
  ] as const)(
    'shows before, after and what callers get, then sends only that: %s',
    async (language, line) => {
      const { desk, asked } = deskFor()
      mountWithDesk(ApplicationDialog, { desk, props: { application }, language })
      await flushPromises()
      await press('application-allow-password-change')
      expect(byTestId('application-effects').textContent).toContain(line)
      expect(byTestId('application-effects').textContent).toContain('405 当前管理员不允许用户修改密码')
      typeInto('application-reason', ' ticket 7 ')
      await flushPromises()
      await press('application-save')
      await vi.waitFor(() => {
        expect(asked).toEqual([
          { appid: 'app-1001', changes: { allowPasswordChange: false }, reason: 'ticket 7' },
        ])
      }, 15_000)
    },
  )

  it('comes filled in with what was before when a change is taken back, and still asks why', async () => {
    const { desk, asked } = deskFor()
    const proposed = { ...settingsOf(application), allowPasswordChange: false }
    mountWithDesk(ApplicationDialog, { desk, props: { application, proposed } })
    await flushPromises()
    expect(byTestId('application-effects').textContent).toContain('On → Off')
    expect(isDisabled('application-save')).toBe(true)
    expect(asked).toEqual([])
  })
})

describe('what a change would have done to recent requests', () => {
  const open = async (preview?: () => ApplicationPreview, language: 'en' | 'zh-CN' = 'en') => {
    const played = deskFor(preview)
    mountWithDesk(ApplicationDialog, { desk: played.desk, props: { application }, language })
    await flushPromises()
    return played
  }
  const figures = async (text: string): Promise<void> => {
    await vi.waitFor(() => {
      expect(byTestId('recent-figures').textContent).toContain(text)
    }, 15_000)
  }
  const difference = { operation: 'newPass', before: [carriedOut], after: [refused], isSure: true } as const
  const some: ApplicationPreview = {
    ...nothing,
    examined: 1234,
    from: '2026-01-01T00:00:00.000Z',
    notKept: 3,
    differ: 31,
    mayDiffer: 2,
    answeredOtherwise: 1,
    groups: [
      { ...difference, before: [...difference.before], after: [...difference.after], count: 31 },
      { operation: 'login', before: [wrong], after: [carriedOut, wrong], isSure: false, count: 2 },
    ],
    newest: [
      {
        ...difference,
        before: [carriedOut],
        after: [refused],
        id: 9,
        at: nothing.readAt,
        who: '138',
        answered: wrong,
      },
    ],
  }

  it('is asked for what differs alone, and for nothing while nothing does or a number is no number', async () => {
    const { previewed } = await open()
    expect(hasTestId('recent-requests')).toBe(false)
    await press('application-allow-password-change')
    await figures('No request to this application is on record')
    expect(previewed).toEqual([{ appid: 'app-1001', changes: { allowPasswordChange: false } }])
    typeInto('application-account-min', '')
    await flushPromises()
    expect(hasTestId('recent-requests')).toBe(false)
    expect(previewed).toHaveLength(1)
  })

  it.each([
    ['en', '1,234 requests since', '31 would have ended differently', 'perhaps'],
    ['zh-CN', '共 1,234 个请求', '其中 31 个结果会不同', '可能'],
  ] as const)(
    'is told with figures, rules, and what cannot be known: %s',
    async (language, all, n, perhaps) => {
      await open(() => some, language)
      await press('application-allow-password-change')
      await figures(all)
      await figures(n)
      const [sure, unsure] = Array.from(document.querySelectorAll('[data-testid="recent-group"]'))
      expect(sure?.textContent).toMatch(/31 [×次].*newPass.*200 更新成功.*405 当前管理员不允许用户修改密码/s)
      expect(sure?.textContent).not.toContain(perhaps)
      expect(unsure?.textContent).toContain(perhaps)
      expect(document.querySelectorAll('[data-testid="recent-row"][data-who="138"]')).toHaveLength(1)
      expect(byTestId('recent-answered').textContent).toContain('404 用户账号密码错误!')
      expect(byTestId('recent-requests').textContent).toMatch(/2,?000/)
    },
  )

  it('says so where it cannot be read, and lets the change be saved all the same', async () => {
    const { asked } = await open(() => {
      throw new Error('no answer')
    })
    await press('application-allow-password-change')
    await vi.waitFor(() => {
      expect(hasTestId('failure')).toBe(true)
    }, 15_000)
    expect(hasTestId('recent-figures')).toBe(false)
    typeInto('application-reason', 'a reason')
    await flushPromises()
    await press('application-save')
    await vi.waitFor(() => {
      expect(asked).toHaveLength(1)
    }, 15_000)
  })
})

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
import type { Application } from '../../src/shared/contract/applications.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

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

/** Plays a desk that changes applications, and keeps what it was asked. */
const deskFor = () => {
  const asked: unknown[] = []
  const { desk } = deskOverRpc({
    applications: {
      update: on.applications.update.handler(({ input }) => {
        asked.push(input)
        return { before: application, after: application }
      }),
    },
  })
  return { desk, asked }
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
      })
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

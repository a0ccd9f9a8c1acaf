// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import SignText from '../../src/renderer/features/users/SignText.vue'
import type { User } from '../../src/shared/contract/users.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const user: User = {
  num: 7,
  appid: 'app-1001',
  uid: 15630,
  account: '13800138000',
  phone: '13800138000',
  email: '',
  nickname: 'Ming',
  status: 'normal',
  signText: 'hello',
}

/** Opens the form over a desk that sets signature texts, and keeps what it was asked. */
const edit = async (language: 'en' | 'zh-CN' = 'en', fails = false) => {
  const asked: unknown[] = []
  const { desk } = deskOverRpc({
    users: {
      setSignText: on.users.setSignText.handler(({ input, errors }) => {
        asked.push(input)
        if (fails) throw errors.NOT_FOUND({ data: { what: 'user' } })
        return { ...user, signText: input.signText }
      }),
    },
  })
  mountWithDesk(SignText, { desk, props: { user }, language })
  byTestId('sign-text-edit').click()
  await flushPromises()
  return asked
}
const type = async (text: string): Promise<void> => {
  const field = byTestId('sign-text-input')
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
}
const save = async (): Promise<void> => {
  byTestId('sign-text-save').click()
  await flushPromises()
}
const stateOf = (rule: string): string | undefined =>
  document.querySelector<HTMLElement>(`[data-rule="${rule}"]`)?.dataset['state']
const canSave = (): boolean => !(byTestId('sign-text-save') as HTMLButtonElement).disabled

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the signature text of a user', () => {
  it.each(['en', 'zh-CN'] as const)('is set as it was typed: %s', async (language) => {
    const asked = await edit(language)
    expect(canSave()).toBe(false)
    await type(' 签名 <b>😀</b>\n ')
    await save()
    await vi.waitFor(() => {
      expect(hasTestId('sign-text-input')).toBe(false)
    }, 15_000)
    expect(asked).toEqual([{ num: 7, signText: ' 签名 <b>😀</b>\n ' }])
    expect(byTestId('sign-text-saved').textContent).not.toBe('')
  })

  it('is not sent while it is blank, or as it was', async () => {
    const asked = await edit()
    await type(' \n\t')
    expect([stateOf('present'), canSave()]).toEqual(['stops', false])
    await type('hello')
    expect([stateOf('present'), canSave()]).toEqual(['kept', false])
    await save()
    expect(asked).toEqual([])
  })

  it.each([
    ['a'.repeat(200), 'kept'],
    ['😀'.repeat(200), 'kept'],
    ['签'.repeat(201), 'warns'],
  ])('warns beyond 200 characters, and takes it', async (text, state) => {
    const asked = await edit()
    await type(text)
    expect([stateOf('advised'), canSave()]).toEqual([state, true])
    await save()
    await vi.waitFor(() => {
      expect(asked).toHaveLength(1)
    }, 15_000)
  })

  it.each([
    ['en', 'User signature update API · Notes 4. Advice on safety and use'],
    ['zh-CN', '用户更新签名接口文档 · 注意事项 4. 安全与体验建议'],
  ] as const)(
    'says where its rules stand, for whoever comes by keyboard too: %s',
    async (language, place) => {
      await edit(language)
      const box = byTestId('rule-sources')
      expect(box.querySelector('summary')).not.toBeNull()
      expect(box.textContent).toContain(place)
      expect(box.textContent).toContain('newsign 非空')
      expect(document.querySelector('[data-rule][title]')).toBeNull()
    },
  )

  it('stops half a character', async () => {
    await edit()
    await type('a\ud83d')
    expect([stateOf('well-formed'), canSave()]).toEqual(['stops', false])
  })

  it('stays in the field when it could not be set', async () => {
    await edit('en', true)
    await type('another')
    await save()
    await vi.waitFor(() => {
      expect(hasTestId('failure')).toBe(true)
    }, 15_000)
    expect((byTestId('sign-text-input') as HTMLTextAreaElement).value).toBe('another')
    expect(byTestId('sign-text-saved').textContent).toBe('')
  })
})

import { expect, it } from 'vitest'
import { foundItems } from '../../src/renderer/features/palette/items.ts'
import { createTranslator, messages } from '../../src/renderer/locales/i18n.ts'

const nothing = { rows: [], hasMore: false }

it('leads from a user to that user, among the others of the name', () => {
  const { t } = createTranslator('en').global
  const rows = [7, 8].map((num) => ({
    num,
    account: 'ming',
    nickname: 'Ming',
    phone: '',
    appid: `app-${String(num)}`,
  }))
  const found = { admins: nothing, users: { rows, hasMore: false }, applications: nothing, resets: nothing }
  expect(foundItems(found, t, 'ming').map(({ does }) => does)).toEqual(
    ['7', '8'].map((user) => ({ to: { name: 'users', query: { q: 'ming', user } } })),
  )
})

it('names the language that it switches to in that language', () => {
  expect(messages.en.palette.action.language).toBe('切换到简体中文')
  expect(messages['zh-CN'].palette.action.language).toBe('Switch to English')
})

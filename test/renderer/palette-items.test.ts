import { expect, it } from 'vitest'
import { foundItems } from '../../src/renderer/features/palette/items.ts'
import { createTranslator, messages } from '../../src/renderer/locales/i18n.ts'

const nothing = { rows: [], hasMore: false }
const nobody = {
  admins: nothing,
  users: nothing,
  applications: nothing,
  remoteApplications: nothing,
  resets: nothing,
}

it('leads from a user to that user, among the others of the name', () => {
  const { t } = createTranslator('en').global
  const rows = [7, 8].map((num) => ({
    num,
    account: 'ming',
    nickname: 'Ming',
    phone: '',
    appid: `app-${String(num)}`,
  }))
  expect(
    foundItems({ ...nobody, users: { rows, hasMore: false } }, t, 'ming').map(({ does }) => does),
  ).toEqual(['7', '8'].map((user) => ({ to: { name: 'users', query: { q: 'ming', user } } })))
})

it('leads from an application elsewhere to its backend, in whose environment it is shown', () => {
  const { t } = createTranslator('en').global
  const rows = ['b1', 'b2'].map((backendId) => ({
    appid: 'mall',
    backendId,
    backend: `Nobase ${backendId}`,
    environment: 'production' as const,
  }))
  const items = foundItems({ ...nobody, remoteApplications: { rows, hasMore: true } }, t, 'mall')
  expect(items.map(({ does }) => does)).toEqual([
    { to: { name: 'backends', query: { backend: 'b1' } } },
    { to: { name: 'backends', query: { backend: 'b2' } } },
    { to: { name: 'applications', query: { q: 'mall' } } },
  ])
  expect(new Set(items.map(({ id }) => id)).size).toBe(3)
  expect(items[0]).toMatchObject({
    group: 'applications',
    text: 'mall',
    detail: 'Nobase b1',
    environment: 'production',
  })
})

it('names the language that it switches to in that language', () => {
  expect(messages.en.palette.action.language).toBe('切换到简体中文')
  expect(messages['zh-CN'].palette.action.language).toBe('Switch to English')
})

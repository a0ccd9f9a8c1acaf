// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import AdminsTable from '../../src/renderer/features/admins/AdminsTable.vue'
import type { AdminRow } from '../../src/shared/contract/admins.ts'
import { messages, type Language } from '../../src/renderer/locales/i18n.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const row = (given: Partial<AdminRow>): AdminRow => ({
  id: 'a1',
  backend: { id: 'built-in', name: 'Built-in', system: 'openim', environment: 'sandbox' },
  userID: '1000000001',
  account: 'chatAdmin',
  nickname: 'Root',
  level: 100,
  passwordKnown: true,
  passwordChangedAt: null,
  findings: [],
  lastChange: null,
  ...given,
})
const show = (given: Partial<AdminRow>, language: Language = 'en', damaged = false): string => {
  const backends = [{ id: 'built-in', damaged }]
  const props = { rows: [row(given)], backends, sort: 'account', descending: false, isStale: false }
  mountWithDesk(AdminsTable, { desk: deskOverRpc({}).desk, props, language })
  return byTestId('admin-row').textContent
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a row of the table of admins', () => {
  it('shows name and ID, and the ID alone where there is no name', () => {
    expect(show({})).toContain('Root · 1000000001')
    document.body.innerHTML = ''
    expect(show({ nickname: '' })).not.toContain('·')
  })

  it('names the desk’s own backend in the language of the page, and others as they were entered', () => {
    expect(show({}, 'zh-CN')).toContain('内置后端')
    document.body.innerHTML = ''
    const backend = { ...row({}).backend, id: 'b1', name: 'Built-in' }
    expect(show({ backend }, 'zh-CN')).toContain('Built-in')
  })

  it.each(['en', 'zh-CN'] as const)('tells a decision about its last change from a proof: %s', (language) => {
    const { changeState, changeDecided } = messages[language].words
    const lastChange = { id: 'c1', state: 'verified' as const, at: '2026-01-01T00:00:00.000Z' }
    show({ lastChange: { ...lastChange, settledBy: null } }, language)
    expect(byTestId('admin-last-change').textContent).toBe(changeState.verified.label)
    document.body.innerHTML = ''
    show({ lastChange: { ...lastChange, settledBy: 'bob' } }, language)
    expect(byTestId('admin-last-change').textContent).toBe(changeDecided.verified.label)
    expect(byTestId('admin-last-change').title).toContain('bob')
  })

  it('marks a backend that was changed from outside, and believes nothing else of it', () => {
    expect(show({})).toContain('Sandbox')
    document.body.innerHTML = ''
    const marked = show({}, 'en', true)
    expect(marked).toContain('Changed from outside')
    expect(marked).not.toContain('Sandbox')
  })
})

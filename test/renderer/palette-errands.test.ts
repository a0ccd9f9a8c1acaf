// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useRouter } from 'vue-router'
import { useSession } from '../../src/renderer/composables/session.ts'
import CommandPalette from '../../src/renderer/features/palette/CommandPalette.vue'
import AccountSection from '../../src/renderer/features/settings/AccountSection.vue'
import BackUpNow from '../../src/renderer/features/settings/BackUpNow.vue'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

Element.prototype.scrollIntoView = () => undefined
const none = { rows: [], hasMore: false }
const { desk } = deskOverRpc({
  search: {
    find: on.search.find.handler(() => ({
      ...{ admins: none, users: none, applications: none, remoteApplications: none, resets: none },
    })),
  },
  maintenance: { lastBackup: on.maintenance.lastBackup.handler(() => ({ made: null, failed: null })) },
})

let unmount = (): void => undefined
afterEach(() => {
  unmount()
  Reflect.deleteProperty(navigator, 'language')
  document.body.innerHTML = ''
})

describe('what Settings holds is found by its name, by those who may do it', () => {
  it.each<[string, Role, Language, string | null]>([
    ['backup', 'administrator', 'en', 'action-backup'],
    ['back up', 'administrator', 'en', 'action-backup'],
    ['restore', 'administrator', 'en', 'action-backup'],
    ['备份', 'administrator', 'zh-CN', 'action-backup'],
    ['恢复密钥', 'administrator', 'zh-CN', 'action-recovery-key'],
    ['own password', 'auditor', 'en', 'action-own-password'],
    ['backup', 'support', 'en', null],
    ['recovery key', 'auditor', 'en', null],
  ])('%s, %s, %s', async (text, role, language, id) => {
    // The page speaks as the system does until somebody chooses.
    Object.defineProperty(navigator, 'language', { configurable: true, value: language })
    unmount = mountWithDesk(CommandPalette, {
      ...{ desk, language },
      props: { show: true },
      routes: ['overview'],
    })
    useSession().operator = { id: 'o1', name: 'ada', role, mustChange: false }
    await flushPromises()
    typeInto('palette-input', text)
    await vi.waitFor(() => {
      expect(document.querySelector('#palette-results')?.getAttribute('aria-busy')).toBe('false')
    }, 10_000)
    const offered = [...document.querySelectorAll('[role="option"]')].map((one) =>
      one.getAttribute('data-item'),
    )
    expect(offered).toEqual(id === null ? [] : [id])
  })
})

it.each([
  ['#backup', 'back-up-now'],
  ['#password', 'own-password-open'],
])('Settings at %s has the keyboard at %s', async (hash, id) => {
  const page = defineComponent(() => {
    const router = useRouter()
    return () => [
      h(AccountSection),
      h(BackUpNow),
      h('button', { 'data-testid': 'go', onClick: () => router.push({ hash }) }),
    ]
  })
  unmount = mountWithDesk(page, { desk, routes: ['settings'] })
  await flushPromises()
  expect(document.activeElement).toBe(document.body)
  byTestId('go').click()
  await flushPromises()
  expect(document.activeElement).toBe(byTestId(id))
})

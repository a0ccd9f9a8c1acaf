// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { createTranslator } from '../../src/renderer/locales/i18n.ts'
import AccountFilesPage from '../../src/renderer/features/account-files/AccountFilesPage.vue'
import HandOn from '../../src/renderer/features/audit/HandOn.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

describe('texts that count', () => {
  it.each([
    [1, 'Locked after 1 minute without'],
    [10, 'Locked after 10 minutes without'],
  ])('say minutes as there are: %s', (minutes, begins) => {
    const { t } = createTranslator('en').global
    expect(t('access.signIn.lockedIdle', { n: minutes }, minutes)).toContain(begins)
  })

  it.each([
    [0, '0 accounts are in'],
    [1, '1 account is in'],
    [1200, '1,200 accounts are in'],
  ])('say accounts of a file as there are: %s', async (done, begins) => {
    const { desk } = deskOverRpc({
      accountFiles: {
        export: on.accountFiles.export.handler(async function* () {
          yield await Promise.resolve({ text: 'account\r\n', done })
        }),
      },
    })
    URL.createObjectURL = () => 'blob:test'
    URL.revokeObjectURL = () => undefined
    mountWithDesk(AccountFilesPage, { desk, props: { kind: 'users' }, routes: ['user-files', 'users'] })
    await flushPromises()
    byTestId('accounts-export').click()
    await expect
      .poll(() => document.querySelector('[data-testid="accounts-exported"]')?.textContent)
      .toContain(begins)
  })
})

it('no space parts Chinese words where a finding names the built-in backend', () => {
  const { t } = createTranslator('zh-CN').global
  const place = t('audit.findings.adminOf', { backend: t('backends.builtIn') })
  expect(place).toContain('内置后端')
  expect(place).not.toMatch(/[\u3400-\u9fff] [\u3400-\u9fff]/)
})

it('the buttons that hand the audit on are as large as those of every other page', () => {
  mountWithDesk(HandOn, { desk: deskOverRpc({}).desk, props: { filter: {} } })
  for (const id of ['audit-export-csv', 'audit-export-json', 'audit-report'])
    expect(byTestId(id).className).toContain('n-button--medium-type')
})

// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  formOf,
  isElsewhere,
  mayCarrySecret,
  settingsOfForm,
} from '../../src/renderer/features/backends/backend-form.ts'
import BackendDialog from '../../src/renderer/features/backends/BackendDialog.vue'
import CredentialRow from '../../src/renderer/features/backends/CredentialRow.vue'
import WaySettings from '../../src/renderer/features/backends/WaySettings.vue'
import { messages } from '../../src/renderer/locales/i18n.ts'
import type { BackendDetail } from '../../src/shared/contract/backends.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const backend: BackendDetail = {
  id: 'b1',
  name: 'IM Shanghai',
  system: 'openim',
  url: 'https://im.example.com:10009',
  environment: 'production',
  builtIn: false,
  intact: true,
  allowHttp: false,
  proxy: null,
  authorities: [],
  passwordEncoding: 'md5-hex',
  callingAdmin: 'imAdmin',
  applications: [],
  signTemplate: '',
  secretKinds: ['calling-password', 'token'],
  secrets: [{ kind: 'calling-password', changedAt: '2026-11-01T08:00:00.000Z', usable: true }],
  admins: 0,
  changes: 0,
}

const added: unknown[] = []
const kept: { kind: string; secret: string | null }[] = []
const changes: object[] = []
const { desk } = deskOverRpc({
  backends: {
    add: on.backends.add.handler(({ input }) => {
      added.push(input)
      return { id: 'new' }
    }),
    edit: on.backends.edit.handler(({ input }) => {
      changes.push(input)
    }),
    setSecret: on.backends.setSecret.handler(({ input }) => {
      kept.push({ kind: input.kind, secret: input.secret })
    }),
  },
})
const choose = (id: string, value: string): void => {
  const field = byTestId(id)
  if (!(field instanceof HTMLSelectElement)) throw new Error(`${id} is no menu`)
  field.value = value
  field.dispatchEvent(new Event('change', { bubbles: true }))
}
const submit = async (): Promise<void> => {
  const button = byTestId('backend-submit')
  if (!(button instanceof HTMLButtonElement)) throw new Error('nothing submits')
  button.form?.requestSubmit(button)
  await flushPromises()
}

beforeEach(() => {
  added.length = kept.length = changes.length = 0
})
afterEach(() => {
  document.body.innerHTML = ''
})

describe('the form for a backend', () => {
  it('asks each system for its own settings and credentials, and sends no others', async () => {
    mountWithDesk(BackendDialog, { desk, props: { backend: null } })
    await flushPromises()
    typeInto('backend-secret-token', 'a token of openim')
    choose('backend-system', 'shuidi')
    await flushPromises()
    expect(hasTestId('backend-calling-admin')).toBe(false)
    expect(byTestId('sign-rule-assumed').textContent).toContain('{action}{phone}{uid}{timestrap}{key}')
    typeInto('backend-name', 'Shuidi')
    typeInto('backend-url', 'https://shuidi.example')
    typeInto('backend-secret-sign-key', 'k3y')
    await submit()
    expect(added).toEqual([
      {
        system: 'shuidi',
        name: 'Shuidi',
        url: 'https://shuidi.example',
        environment: 'production',
        signTemplate: '',
        proxy: null,
      },
    ])
    // What was typed for another system must not reach this one.
    expect(kept).toEqual([{ kind: 'sign-key', secret: 'k3y' }])
  })

  it('says of each system what it is for, and of the one without admins where theirs are changed', async () => {
    mountWithDesk(BackendDialog, { desk, props: { backend: null } })
    await flushPromises()
    const told = new Set<string | null>()
    for (const system of ['openim', 'shuidi', 'yunhu', 'nobase']) {
      choose('backend-system', system)
      await flushPromises()
      told.add(byTestId('backend-does').textContent)
    }
    expect(told.size).toBe(4)
    expect(byTestId('backend-does').textContent).toContain('no admins')
  })

  it('warns of secrets in an address, and that another host takes the credentials away', async () => {
    mountWithDesk(BackendDialog, { desk, props: { backend } })
    await flushPromises()
    expect([hasTestId('url-secret'), hasTestId('url-moves')]).toEqual([false, false])
    typeInto('backend-url', 'https://root:secret@im.example.com:10009')
    await flushPromises()
    expect([hasTestId('url-secret'), hasTestId('url-moves')]).toEqual([true, false])
    typeInto('backend-url', 'https://im.example.com:10010')
    await flushPromises()
    expect([hasTestId('url-secret'), hasTestId('url-moves')]).toEqual([false, true])
  })

  it('leaves a kept CA file alone unless it is replaced or taken away', () => {
    const form = formOf({ ...backend, authorities: ['AB:CD'] })
    expect(settingsOfForm(form)).not.toHaveProperty('authorities')
    expect(settingsOfForm({ ...form, authorities: 'PEM' })).toMatchObject({ authorities: 'PEM' })
    expect(settingsOfForm({ ...form, removesAuthorities: true })).toMatchObject({ authorities: null })
    expect(settingsOfForm({ ...form, proxy: ' ' })).toMatchObject({ proxy: null })
  })

  it.each([
    ['https://a.example', 'https://a.example/', false],
    ['https://a.example', 'http://a.example', true],
    ['https://a.example', 'https://a.example:8443', true],
    ['https://a.example', 'not yet an address', false],
  ])('knows whether credentials go along from %s to %s', (before, after, moves) => {
    expect(isElsewhere(before, after)).toBe(moves)
  })

  it.each([
    ['https://a.example/path', false],
    ['https://u@a.example', true],
    ['https://a.example?key=1', true],
    ['https://a.example#k', true],
    ['https://a.example/x@y', false],
  ])('knows whether %s may carry a secret', (url, carries) => {
    expect(mayCarrySecret(url)).toBe(carries)
  })
})

describe('a credential', () => {
  it('that was entered for another address has to be entered again, and is never shown', async () => {
    const secrets = [{ kind: 'token' as const, changedAt: '2026-11-01T08:00:00.000Z', usable: false }]
    mountWithDesk(CredentialRow, { desk, props: { backend: { ...backend, secrets }, kind: 'token' } })
    expect(byTestId('credential').dataset['state']).toBe('elsewhere')
    expect(byTestId('credential').textContent).toContain('https://im.example.com:10009')
    byTestId('credential-enter').click()
    await flushPromises()
    typeInto('credential-secret', 'entered anew')
    byTestId('credential-save').closest('form')?.requestSubmit()
    await flushPromises()
    expect(kept).toEqual([{ kind: 'token', secret: 'entered anew' }])
    expect(document.body.innerHTML).not.toContain('entered anew')
    expect(hasTestId('credential-secret')).toBe(false)
  })
})

describe('the file of authorities', () => {
  const chooseFile = async (content: string): Promise<void> => {
    const input = byTestId('backend-ca-file')
    Object.defineProperty(input, 'files', { configurable: true, value: [new File([content], 'ca')] })
    Object.defineProperty(input, 'value', { configurable: true, writable: true, value: 'ca' })
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await flushPromises()
  }

  it('fills the field where it is text, and leaves it where it is not', async () => {
    const form = formOf(null)
    mountWithDesk(WaySettings, { desk, props: { modelValue: form, hasAuthorities: false, open: true } })
    await chooseFile('-----BEGIN CERTIFICATE-----')
    await vi.waitFor(() => {
      expect(form.authorities).toBe('-----BEGIN CERTIFICATE-----')
    }, 10_000)
    await chooseFile('\x30\x82\0\x01')
    await vi.waitFor(() => byTestId('backend-ca-refused'), 10_000)
    expect(byTestId('backend-ca-refused').textContent.trim()).toBe(messages.en.backends.form.noText)
    expect(form.authorities).toBe('-----BEGIN CERTIFICATE-----')
  })
})

// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import RemoteApplicationList from '../../src/renderer/features/backends/RemoteApplicationList.vue'
import type { BackendDetail } from '../../src/shared/contract/backends.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const mall = {
  appid: 'mall',
  tokenValidation: true,
  allowPasswordChange: null,
  signature: { changedAt: '2026-11-01T08:00:00.000Z', usable: true },
}
const shop = { appid: 'shop', tokenValidation: null, allowPasswordChange: false, signature: null }
const backend: BackendDetail = {
  id: 'b1',
  name: 'Nobase Beijing',
  system: 'nobase',
  url: 'https://nobase.example',
  environment: 'production',
  builtIn: false,
  intact: true,
  allowHttp: false,
  proxy: null,
  authorities: [],
  passwordEncoding: 'plain',
  callingAdmin: '',
  applications: [mall, shop],
  signTemplate: '',
  secretKinds: [],
  secrets: [],
  admins: 0,
  changes: 0,
}

const calls: [string, object][] = []
const { desk } = deskOverRpc({
  backends: {
    addApplication: on.backends.addApplication.handler(({ input }) => void calls.push(['add', input])),
    editApplication: on.backends.editApplication.handler(({ input }) => void calls.push(['edit', input])),
    removeApplication: on.backends.removeApplication.handler(
      ({ input }) => void calls.push(['remove', input]),
    ),
    setSecret: on.backends.setSecret.handler(({ input }) => void calls.push(['secret', input])),
  },
})
const show = (of: Partial<BackendDetail> = {}): void => {
  mountWithDesk(RemoteApplicationList, { desk, props: { backend: { ...backend, ...of } } })
}
const within = (appid: string, id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-appid="${appid}"] [data-testid="${id}"]`)
  if (found === null) throw new Error(`${appid} has no ${id}`)
  return found
}
const choose = (id: string, value: string): void => {
  const field = byTestId(id)
  if (!(field instanceof HTMLSelectElement)) throw new Error(`${id} is no menu`)
  field.value = value
  field.dispatchEvent(new Event('change', { bubbles: true }))
}
const press = async (button: HTMLElement): Promise<void> => {
  button.click()
  await flushPromises()
}
const submit = async (id: string): Promise<void> => {
  byTestId(id).closest('form')?.requestSubmit()
  await flushPromises()
}

beforeEach(() => {
  calls.length = 0
})
afterEach(() => {
  document.body.innerHTML = ''
})

describe('the applications of a backend', () => {
  it('are entered with their flags and their signature, of which the page keeps nothing', async () => {
    show({ applications: [] })
    expect(hasTestId('applications-none')).toBe(true)
    await press(byTestId('application-add'))
    typeInto('application-appid', ' app-7 ')
    choose('application-tokenValidation', 'off')
    typeInto('application-signature', 'canary-signature')
    await flushPromises()
    await submit('application-submit')
    expect(calls).toEqual([
      [
        'add',
        {
          backendId: 'b1',
          appid: 'app-7',
          tokenValidation: false,
          allowPasswordChange: null,
          signature: 'canary-signature',
        },
      ],
    ])
    expect(hasTestId('application-dialog')).toBe(false)
    expect(document.body.innerHTML).not.toContain('canary-signature')
  })

  it('cannot be entered without an appid', async () => {
    show()
    await press(byTestId('application-add'))
    typeInto('application-appid', '  ')
    await flushPromises()
    await submit('application-submit')
    expect(calls).toEqual([])
  })

  it('are told apart: each is edited with what is recorded of it, under its own appid', async () => {
    show()
    await press(within('shop', 'application-edit'))
    const flag = byTestId('application-allowPasswordChange')
    expect(flag instanceof HTMLSelectElement ? flag.value : null).toBe('off')
    expect(hasTestId('application-signature')).toBe(false)
    choose('application-allowPasswordChange', '')
    await submit('application-submit')
    expect(calls).toEqual([
      [
        'edit',
        {
          backendId: 'b1',
          appid: 'shop',
          to: { appid: 'shop', tokenValidation: null, allowPasswordChange: null },
        },
      ],
    ])
  })

  it('show whether their signature is entered, which is set for the one alone', async () => {
    show()
    expect(within('mall', 'credential').dataset['state']).toBe('kept')
    expect(within('shop', 'credential').dataset['state']).toBe('missing')
    await press(within('shop', 'credential-enter'))
    typeInto('credential-secret', 'of the shop')
    await submit('credential-save')
    expect(calls).toEqual([
      ['secret', { backendId: 'b1', kind: 'signature', appid: 'shop', secret: 'of the shop' }],
    ])
  })

  it('go once their appid was typed, and not before', async () => {
    show()
    await press(within('mall', 'application-remove'))
    typeInto('application-remove-name', 'shop')
    await flushPromises()
    await submit('application-remove-name')
    expect(calls).toEqual([])
    typeInto('application-remove-name', 'mall')
    await flushPromises()
    await submit('application-remove-name')
    expect(calls).toEqual([['remove', { backendId: 'b1', appid: 'mall' }]])
  })

  it('from before they had to be named can be named', async () => {
    show({ applications: [{ ...mall, appid: '' }] })
    expect(byTestId('backend-application').textContent).toContain('not entered')
    await press(byTestId('application-edit'))
    typeInto('application-appid', 'mall')
    await flushPromises()
    await submit('application-submit')
    expect(calls).toMatchObject([['edit', { appid: '', to: { appid: 'mall', tokenValidation: true } }]])
  })
})

// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import RemoteApplicationList from '../../src/renderer/features/backends/RemoteApplicationList.vue'
import type { Language } from '../../src/renderer/locales/i18n.ts'
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
    editApplication: on.backends.editApplication.handler(({ input }) => {
      calls.push(['edit', input])
      const before = [mall, shop].find(({ appid }) => appid === input.appid) ?? { ...mall, appid: '' }
      const { appid, tokenValidation, allowPasswordChange } = before
      return { before: { appid, tokenValidation, allowPasswordChange }, after: input.to }
    }),
    removeApplication: on.backends.removeApplication.handler(
      ({ input }) => void calls.push(['remove', input]),
    ),
    setSecret: on.backends.setSecret.handler(({ input }) => void calls.push(['secret', input])),
  },
})
const show = (of: Partial<BackendDetail> = {}, language: Language = 'en'): void => {
  mountWithDesk(RemoteApplicationList, { desk, language, props: { backend: { ...backend, ...of } } })
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
    typeInto('application-reason', ' nobody knows ')
    await submit('application-submit')
    expect(calls).toEqual([
      [
        'edit',
        {
          backendId: 'b1',
          appid: 'shop',
          to: { appid: 'shop', tokenValidation: null, allowPasswordChange: null },
          reason: 'nobody knows',
        },
      ],
    ])
  })

  it.each([
    ['en', 'off → on', 'sends newPass'],
    ['zh-CN', '关 → 开', '照常发送 newPass'],
  ] as const)(
    'are changed for a reason, once what was and would be recorded is shown: %s',
    async (language, line, effect) => {
      show({}, language)
      await press(within('shop', 'application-edit'))
      typeInto('application-reason', 'nothing is changed')
      await submit('application-submit')
      typeInto('application-reason', '  ')
      choose('application-allowPasswordChange', 'on')
      await flushPromises()
      expect(byTestId('application-changes').textContent).toContain(line)
      expect(byTestId('application-changes').textContent).toContain(effect)
      expect(byTestId('application-changes').querySelectorAll('li')).toHaveLength(1)
      await submit('application-submit')
      expect(calls).toEqual([])
      typeInto('application-reason', 'the console says so')
      await submit('application-submit')
      expect(calls).toMatchObject([['edit', { reason: 'the console says so' }]])
    },
  )

  it('can be taken back in what was changed alone, for a reason of its own, and that not again', async () => {
    const changed = { ...shop, allowPasswordChange: true }
    // Somebody else has recorded the other flag meanwhile.
    show({ applications: [mall, shop, { ...changed, appid: 'store', tokenValidation: true }] })
    await press(within('shop', 'application-edit'))
    typeInto('application-appid', 'store')
    choose('application-allowPasswordChange', 'on')
    typeInto('application-reason', 'moved')
    await submit('application-submit')
    expect(byTestId('application-saved').textContent).toContain('off → on')
    await press(byTestId('application-undo'))
    expect(byTestId('application-dialog').textContent).toContain('Take back the change of store')
    expect(byTestId('application-changes').querySelectorAll('li')).toHaveLength(2)
    await submit('application-submit')
    expect(calls).toHaveLength(1)
    typeInto('application-reason', 'moved too early')
    await submit('application-submit')
    expect(calls[1]).toEqual([
      'edit',
      {
        backendId: 'b1',
        appid: 'store',
        to: { appid: 'shop', tokenValidation: true, allowPasswordChange: false },
        reason: 'moved too early',
      },
    ])
    expect(byTestId('application-saved').textContent).toContain('Taken back')
    expect(hasTestId('application-undo')).toBe(false)
  })

  it('offer no undo at another backend', async () => {
    show()
    await press(within('shop', 'application-edit'))
    choose('application-allowPasswordChange', 'on')
    typeInto('application-reason', 'the console says so')
    await submit('application-submit')
    expect(hasTestId('application-saved')).toBe(true)
    document.body.innerHTML = ''
    mountWithDesk(RemoteApplicationList, { desk, props: { backend: { ...backend, id: 'b2' } } })
    expect(hasTestId('application-saved')).toBe(false)
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
    typeInto('application-reason', 'it has to be named')
    await flushPromises()
    await submit('application-submit')
    expect(calls).toMatchObject([['edit', { appid: '', to: { appid: 'mall', tokenValidation: true } }]])
  })
})

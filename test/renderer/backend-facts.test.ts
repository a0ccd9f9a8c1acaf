// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import BackendFacts from '../../src/renderer/features/backends/BackendFacts.vue'
import { messages, type Language } from '../../src/renderer/locales/i18n.ts'
import type { BackendDetail } from '../../src/shared/contract/backends.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

const remote: Partial<BackendDetail> = {
  id: 'b1',
  name: 'IM Shanghai',
  system: 'openim',
  environment: 'production',
  builtIn: false,
  allowHttp: false,
  authorities: [],
  proxy: null,
  passwordEncoding: 'plain',
  callingAdmin: '',
  signTemplate: '',
}
const show = (backend: Partial<BackendDetail>, language: Language = 'en'): void => {
  mountWithDesk(BackendFacts, {
    desk: deskOverRpc({}).desk,
    language,
    props: { backend: { ...remote, ...backend } },
  })
}

describe.each(['en', 'zh-CN'] as const)('the facts of a backend, in %s,', (language) => {
  const { detail } = messages[language].backends

  it('name who is trusted for a certificate where there is one', () => {
    show({ url: 'https://im.example.com' }, language)
    expect(byTestId('backend-trust').textContent.trim()).toBe(detail.system)
    expect(hasTestId('backend-here')).toBe(false)
  })

  it('name nobody where the way is unencrypted, but that it was consented to', () => {
    show({ url: 'http://im.example.com', allowHttp: true, authorities: ['AB:CD'] }, language)
    expect(hasTestId('backend-trust')).toBe(false)
    expect(byTestId('backend-consented').textContent).toContain(detail.consented)
  })

  it('name nobody on this machine, where nothing is encrypted either', () => {
    show({ url: 'http://127.0.0.1:8080' }, language)
    expect(hasTestId('backend-trust')).toBe(false)
    expect(byTestId('backend-here').textContent.trim()).toBe(detail.here)
  })
})

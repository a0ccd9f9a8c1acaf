// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import CopyPart from '../../src/renderer/features/audit/CopyPart.vue'
import { messages } from '../../src/renderer/locales/i18n.ts'
import { entryLimits } from '../../src/shared/model/entry-limits.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { openListPage } from './support/list-page.ts'
import { byTestId, hasTestId, typeInto } from './support/mount-with-desk.ts'

const pem =
  '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA20R3anBydNQVvveAvzIcTDIMJ8vI654fOhzkFtunvWA=\n-----END PUBLIC KEY-----'
const asked: unknown[] = []

afterEach(() => {
  asked.length = 0
  document.body.innerHTML = ''
})

const open = async (): Promise<void> => {
  const { desk } = deskOverRpc({
    audit: {
      openCopy: on.audit.openCopy.handler(({ input, errors }) => {
        asked.push(input)
        throw errors.STORE_UNAVAILABLE({ data: { problem: 'not-a-store', holder: null } })
      }),
    },
  })
  await openListPage(CopyPart, { desk, routes: ['audit'] })
  await flushPromises()
}
const choose = (content: string): void => {
  const input = byTestId('copy-key-file')
  Object.defineProperty(input, 'files', { configurable: true, value: [new File([content], 'key.pem')] })
  Object.defineProperty(input, 'value', { configurable: true, writable: true, value: 'key.pem' })
  input.dispatchEvent(new Event('change', { bubbles: true }))
}
const key = (): unknown => byTestId('copy-key').closest('textarea')?.value

it('a key that is chosen as a file is what the copy is judged by', async () => {
  await open()
  choose(`${pem}\n`)
  await vi.waitFor(() => {
    expect(key()).toBe(pem)
  }, 10_000)
  expect(asked).toEqual([])
  typeInto('copy-path', '/tmp/copy.latchkey')
  await flushPromises()
  byTestId('copy-verify')
    .closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  expect(asked).toContainEqual({ path: '/tmp/copy.latchkey', publicKey: pem })
})

it('of a file that is no key, no more is taken than the field may hold', async () => {
  await open()
  choose('x'.repeat(5_000_000))
  await vi.waitFor(() => {
    expect(key()).not.toBe('')
  }, 10_000)
  expect(String(key())).toHaveLength(entryLimits.publicKey)
})

it.each([
  ['store', 'SQLite format 3\0\x10\0\x02\x02\0@  '],
  ['no-text', '\x30\x2a\x30\x05\x06\x03+ep\x03!\0'],
] as const)(
  'a file that is no text is named as what it is, and leaves the field alone: %s',
  async (found, content) => {
    await open()
    choose(pem)
    await vi.waitFor(() => {
      expect(key()).toBe(pem)
    }, 10_000)
    choose(content)
    await vi.waitFor(() => byTestId('copy-not-key'), 10_000)
    expect(byTestId('copy-not-key').textContent.trim()).toBe(messages.en.audit.copy.notKey[found])
    expect(key()).toBe(pem)
    choose(`${pem} `)
    await vi.waitFor(() => {
      expect(hasTestId('copy-not-key')).toBe(false)
    }, 10_000)
  },
)

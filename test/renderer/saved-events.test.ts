// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import HandOn from '../../src/renderer/features/audit/HandOn.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const text = 'seq,actor\r\n1,王管理\r\n'
const { desk } = deskOverRpc({
  audit: {
    export: on.audit.export.handler(async function* () {
      yield await Promise.resolve({ text, done: 1, total: 1 })
    }),
  },
})
let saved: Blob[] = []
let unmount = (): void => undefined
beforeEach(() => {
  saved = []
  URL.createObjectURL = (blob) => {
    if (blob instanceof Blob) saved.push(blob)
    return 'blob:test'
  }
  URL.revokeObjectURL = () => undefined
  unmount = mountWithDesk(HandOn, { desk, props: { filter: {} } })
})
afterEach(() => {
  unmount()
})

const bytesOf = (blob: Blob): Promise<number[]> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      resolve([...new Uint8Array(reader.result as ArrayBuffer)])
    })
    reader.addEventListener('error', () => {
      reject(new Error('the file cannot be read'))
    })
    reader.readAsArrayBuffer(blob)
  })

it.each([
  ['audit-export-csv', `\u{FEFF}${text}`],
  ['audit-export-json', text],
])(
  'events saved by %s begin with the mark that a spreadsheet knows UTF-8 by, where one opens them',
  async (id, whole) => {
    byTestId(id).click()
    await expect.poll(() => saved.length).toBe(1)
    await flushPromises()
    const [blob] = saved
    expect(blob === undefined ? null : await bytesOf(blob)).toEqual([...new TextEncoder().encode(whole)])
  },
)

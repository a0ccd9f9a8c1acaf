// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import DirectoryCard from '../../src/renderer/features/built-in/DirectoryCard.vue'
import DocumentCard from '../../src/renderer/features/built-in/DocumentCard.vue'
import SamplesCard from '../../src/renderer/features/built-in/SamplesCard.vue'
import ServerCard from '../../src/renderer/features/built-in/ServerCard.vue'
import type { DocumentReading } from '../../src/shared/contract/directory.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

/** Plays a built-in backend that can be started where its port is free. */
/** Makes a desk; `reading` is what a document reads as, `later` what it reads as once it was to be imported. */
const deskFor = ({
  running = true,
  taken = 0,
  reading = null as DocumentReading | null,
  later = null as DocumentReading | null,
} = {}) => {
  let isOutdated = false
  const asked: unknown[] = []
  let state = {
    running,
    url: running ? 'http://127.0.0.1:4100' : null,
    failure: null as string | null,
    port: 0,
  }
  const { desk } = deskOverRpc({
    builtIn: {
      state: on.builtIn.state.handler(() => state),
      start: on.builtIn.start.handler(({ input }) => {
        asked.push(input)
        const port = input.port ?? 0
        const isTaken = port !== 0 && port === taken
        state = {
          running: !isTaken,
          url: isTaken ? null : `http://127.0.0.1:${String(port)}`,
          failure: isTaken ? 'listen EADDRINUSE' : null,
          port,
        }
        return state
      }),
      samples: on.builtIn.samples.handler(() => ({
        filled: true,
        samples: [
          {
            operation: 'nobase.newPass' as const,
            script: `curl ${state.url ?? 'http://127.0.0.1:PORT'}`,
            sign: { kind: 'fixed' as const, name: 'signature' },
          },
          { operation: 'openim.login' as const, script: 'curl login', sign: null },
        ],
      })),
    },
    directory: {
      summary: on.directory.summary.handler(() => ({
        applications: 2,
        admins: 3,
        users: 6,
        empty: false,
        sample: true,
      })),
      removeSample: on.directory.removeSample.handler(() => {
        asked.push('removeSample')
      }),
      checkDocument: on.directory.checkDocument.handler(
        () => (isOutdated ? later : reading) ?? { ok: false, errors: [], total: 0 },
      ),
      importDocument: on.directory.importDocument.handler(({ input }) => {
        asked.push(input)
        if (later !== null && !isOutdated) {
          isOutdated = true
          throw new ORPCError('PLAN_OUTDATED', { status: 409 })
        }
        return reading ?? { ok: false, errors: [], total: 0 }
      }),
    },
    incomingFiles: {
      begin: on.incomingFiles.begin.handler(() => ({ fileId: 'file 1' })),
      add: on.incomingFiles.add.handler(() => undefined),
      drop: on.incomingFiles.drop.handler(() => {
        asked.push('drop')
      }),
    },
  })
  return { desk, asked }
}
const settled = async (id: string): Promise<void> => {
  await vi.waitFor(async () => {
    await flushPromises()
    expect(hasTestId(id)).toBe(true)
  }, 15_000)
}
const press = async (id: string): Promise<void> => {
  byTestId(id).click()
  await flushPromises()
}
const choose = async (): Promise<void> => {
  const input = byTestId('document-file')
  Object.defineProperty(input, 'files', { value: [new File(['{}'], 'more.json')], configurable: true })
  Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true })
  input.dispatchEvent(new Event('change'))
  await flushPromises()
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the port of the built-in backend', () => {
  it('is the one that was typed, and any free one where none was', async () => {
    const { desk, asked } = deskFor({ running: false })
    mountWithDesk(ServerCard, { desk })
    await settled('built-in-port')
    typeInto('built-in-port', '8123')
    byTestId('built-in-port').dispatchEvent(new Event('blur'))
    await flushPromises()
    await press('built-in-start')
    await settled('built-in-url')
    expect(asked).toEqual([{ port: 8123 }])
    expect(byTestId('built-in-url').textContent).toBe('http://127.0.0.1:8123')
  })

  it('is said to be taken where it cannot be had, in the words of the system as well', async () => {
    const { desk } = deskFor({ running: false, taken: 8123 })
    mountWithDesk(ServerCard, { desk })
    await settled('built-in-port')
    typeInto('built-in-port', '8123')
    byTestId('built-in-port').dispatchEvent(new Event('blur'))
    await flushPromises()
    await press('built-in-start')
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('EADDRINUSE')
    }, 15_000)
    expect(document.body.textContent).toContain('Choose another one')
    expect(hasTestId('built-in-url')).toBe(false)
  })
})

describe('a sample client', () => {
  it('is shown with the address of now and what signs it', async () => {
    const { desk } = deskFor()
    mountWithDesk(SamplesCard, { desk })
    await settled('sample-script')
    expect(byTestId('sample-script').textContent).toBe('curl http://127.0.0.1:4100')
    expect(byTestId('sample-sign').textContent).toContain('signature')
    const choice = byTestId('sample-operation')
    if (!(choice instanceof HTMLSelectElement)) throw new Error('no choice of operations')
    choice.value = 'openim.login'
    choice.dispatchEvent(new Event('change'))
    await flushPromises()
    expect(byTestId('sample-script').textContent).toBe('curl login')
    expect(byTestId('sample-sign').textContent).toContain('Nothing is signed')
  })

  it('says that the backend does not run, where it does not', async () => {
    const { desk } = deskFor({ running: false })
    mountWithDesk(SamplesCard, { desk })
    await settled('sample-script')
    await vi.waitFor(() => {
      expect(byTestId('samples').textContent).toContain('does not run')
    }, 15_000)
  })
})

describe('the sample data', () => {
  it('is taken out once its name is typed, and not before', async () => {
    const { desk, asked } = deskFor()
    mountWithDesk(DirectoryCard, { desk })
    await settled('sample-remove')
    await press('sample-remove')
    expect(byTestId('sample-remove-confirm').hasAttribute('disabled')).toBe(true)
    await press('sample-remove-confirm')
    expect(asked).toEqual([])
    typeInto('sample-remove-name', 'Sample data')
    await flushPromises()
    await press('sample-remove-confirm')
    await vi.waitFor(() => {
      expect(asked).toEqual(['removeSample'])
    }, 15_000)
  })
})

describe('a directory document', () => {
  const counts = { applications: 0, admins: 0, users: 1, tokens: 0, codes: 0 }
  const replaced = { admins: 0, users: 0, first: [] }

  it('is imported once it is confirmed', async () => {
    const { desk, asked } = deskFor({ reading: { ok: true, counts, replaced, warnings: [] } })
    mountWithDesk(DocumentCard, { desk })
    await choose()
    await settled('document-import')
    await press('document-import')
    expect(asked).toEqual([])
    await press('document-confirm')
    await settled('document-done')
    expect(asked).toEqual([{ fileId: 'file 1', replaces: 0 }])
  })

  it('that replaces passwords says whose, and is imported once their number is typed', async () => {
    const whose = { admins: 1, users: 6, first: ['chatAdmin', 'app-1001/one'] }
    const { desk, asked } = deskFor({ reading: { ok: true, counts, replaced: whose, warnings: [] } })
    mountWithDesk(DocumentCard, { desk })
    await choose()
    await settled('document-replaced')
    expect(byTestId('document-replaced').textContent).toContain('7 passwords in force are replaced')
    expect(byTestId('document-replaced').textContent).toContain('chatAdmin, app-1001/one and 5 more')
    await press('document-import')
    await press('document-confirm')
    typeInto('document-confirm-count', '6')
    await flushPromises()
    expect(byTestId('document-confirm').hasAttribute('disabled')).toBe(true)
    await press('document-confirm')
    expect(asked).toEqual([])
    typeInto('document-confirm-count', '7')
    await flushPromises()
    await press('document-confirm')
    await settled('document-done')
    expect(asked).toEqual([{ fileId: 'file 1', replaces: 7 }])
  })

  it('that replaces more by now than was confirmed is read anew, and asks for the number anew', async () => {
    const reading: DocumentReading = { ok: true, counts, replaced, warnings: [] }
    const later: DocumentReading = { ...reading, replaced: { admins: 1, users: 0, first: ['chatAdmin'] } }
    const { desk, asked } = deskFor({ reading, later })
    mountWithDesk(DocumentCard, { desk })
    await choose()
    await settled('document-import')
    await press('document-import')
    await press('document-confirm')
    await settled('document-replaced')
    expect(document.body.textContent).toContain('Nothing was changed')
    await press('document-import')
    typeInto('document-confirm-count', '1')
    await flushPromises()
    await press('document-confirm')
    await settled('document-done')
    expect(asked).toEqual([
      { fileId: 'file 1', replaces: 0 },
      { fileId: 'file 1', replaces: 1 },
    ])
  })

  it('shows every error with its place, and cannot be imported', async () => {
    const errors = [{ path: '$.users[0].appid', message: 'names the same as $.users[1]' }]
    const { desk } = deskFor({ reading: { ok: false, errors, total: 2500 } })
    mountWithDesk(DocumentCard, { desk, language: 'zh-CN' })
    await choose()
    await settled('document-note')
    expect(byTestId('document-note').textContent).toContain('$.users[0].appid')
    expect(byTestId('document-note').textContent).toContain('与 $.users[1] 重复')
    expect(document.body.textContent).toContain('2,500')
    expect(hasTestId('document-import')).toBe(false)
  })

  it('is dropped when the page is left', async () => {
    const { desk, asked } = deskFor({ reading: { ok: true, counts, replaced, warnings: [] } })
    const unmount = mountWithDesk(DocumentCard, { desk })
    await choose()
    await settled('document-import')
    unmount()
    await vi.waitFor(() => {
      expect(asked).toEqual(['drop'])
    }, 15_000)
  })
})

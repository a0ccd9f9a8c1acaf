// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import AccountFilesPage from '../../src/renderer/features/account-files/AccountFilesPage.vue'
import type { AccountFilePlan, AccountImportStep } from '../../src/shared/contract/account-files.ts'
import type { AccountFileRow } from '../../src/shared/model/account-file.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const row = (line: number, changes: Partial<AccountFileRow> = {}): AccountFileRow => ({
  line,
  state: 'new',
  place: 'IM Shanghai',
  environment: 'production',
  id: '7001',
  account: 'wei',
  changes: [],
  password: 'given',
  faults: [],
  warnings: [],
  ...changes,
})
type Readable = Extract<AccountFilePlan, { readable: true }>
const planFor = (changes: Partial<Readable> = {}): Readable => ({
  readable: true,
  encoding: 'utf-8',
  leftOut: [],
  counts: { new: 1, changed: 0, unchanged: 0, error: 0 },
  warned: 0,
  passwords: { given: 1, replaces: 0, kept: 0 },
  digest: 'plan 1',
  ...changes,
})

/** Plays a desk that plans every file as it is told, and keeps what it was asked. */
const deskFor = (
  plan: (replacePasswords: boolean) => AccountFilePlan,
  {
    rows = [row(2)],
    outdated = false,
    ending = Promise.resolve<AccountImportStep>({
      at: 'done',
      counts: { new: 1, changed: 0, unchanged: 0, error: 0 },
    }),
  } = {},
) => {
  const asked: unknown[] = []
  const filters: unknown[] = []
  let content = ''
  const { desk } = deskOverRpc({
    incomingFiles: {
      begin: on.incomingFiles.begin.handler(() => ({ fileId: 'file 1' })),
      add: on.incomingFiles.add.handler(({ input }) => {
        content += atob(input.part)
      }),
      drop: on.incomingFiles.drop.handler(() => {
        asked.push('drop')
      }),
    },
    accountFiles: {
      check: on.accountFiles.check.handler(({ input }) => plan(input.replacePasswords)),
      rows: on.accountFiles.rows.handler(({ input }) => {
        filters.push(input.state)
        return { rows, total: rows.length }
      }),
      import: on.accountFiles.import.handler(async function* ({ input, errors }) {
        asked.push(input)
        if (outdated) throw errors.PLAN_OUTDATED()
        yield { at: 'writing', done: 1, total: 4 }
        yield await ending
      }),
      stop: on.accountFiles.stop.handler(({ input }) => {
        asked.push({ stop: input.fileId })
      }),
    },
  })
  const unmount = mountWithDesk(AccountFilesPage, {
    desk,
    props: { kind: 'admins' },
    routes: ['admin-files', 'admins'],
  })
  return { asked, filters, unmount, content: () => content }
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
const choose = async (text: string): Promise<void> => {
  const input = byTestId('accounts-file')
  Object.defineProperty(input, 'files', { value: [new File([text], 'admins.csv')], configurable: true })
  Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true })
  input.dispatchEvent(new Event('change'))
  await flushPromises()
}
const pasteArea = (): HTMLTextAreaElement => {
  const area = byTestId('accounts-pasted').querySelector('textarea')
  if (area === null) throw new Error('there is nothing to paste into')
  return area
}
const paste = async (text: string): Promise<void> => {
  const area = pasteArea()
  area.value = text
  area.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
  await press('accounts-use-pasted')
}
const isDisabled = (id: string): boolean => byTestId(id).hasAttribute('disabled')

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a file of accounts', () => {
  it('goes to the desk as it is, byte for byte, and is imported once it is confirmed', async () => {
    const { asked, content } = deskFor(() => planFor())
    const text = `backend,userID\n${'IM Shanghai,7001\n'.repeat(60_000)}`
    await choose(text)
    await settled('plan-row')
    expect(content()).toBe(text)
    await press('plan-import')
    expect(asked).toEqual([])
    await press('import-confirm-submit')
    await settled('import-done')
    expect(asked).toEqual([{ fileId: 'file 1', digest: 'plan 1' }])
  })

  it('tells how far it is, and where it is stopped says that nothing was imported', async () => {
    const { promise, resolve } = Promise.withResolvers<AccountImportStep>()
    const { asked } = deskFor(() => planFor(), { ending: promise })
    await choose('x')
    await settled('plan-row')
    await press('plan-import')
    await press('import-confirm-submit')
    await settled('import-running')
    await vi.waitFor(() => {
      expect(byTestId('import-running').textContent).toContain('Writing: 25 %')
    }, 15_000)
    expect(hasTestId('plan-import')).toBe(false)
    await press('import-stop')
    expect(asked.at(-1)).toEqual({ stop: 'file 1' })
    expect(hasTestId('import-stopped')).toBe(false)
    resolve({ at: 'stopped' })
    await settled('import-stopped')
    expect([hasTestId('import-done'), hasTestId('plan-import')]).toEqual([false, true])
  })

  it('cannot be imported while a row is wrong', async () => {
    deskFor(() => planFor({ counts: { new: 1, changed: 0, unchanged: 0, error: 1 } }), {
      rows: [row(3, { state: 'error', faults: [{ fault: 'twice', column: null, fact: '2' }] })],
    })
    await choose('x')
    await settled('plan-errors')
    expect(isDisabled('plan-import')).toBe(true)
    await settled('plan-row')
    expect(byTestId('plan-row').textContent).toContain('in line 2')
  })

  it('shows rows with warnings first, and counts them again before they are imported', async () => {
    const { asked, filters } = deskFor(() => planFor({ warned: 1 }), {
      rows: [row(2, { warnings: [{ warning: 'phone-of-user', column: 'phone', fact: 'app-1001/ming' }] })],
    })
    await choose('x')
    await settled('plan-row-warning')
    expect(filters).toEqual(['warned'])
    expect(byTestId('plan-row-warning').textContent).toContain('app-1001/ming has this phone already')
    expect(byTestId('plan-state').textContent).toContain('Warnings (1)')
    expect(isDisabled('plan-import')).toBe(false)
    await press('plan-import')
    expect(byTestId('import-confirm').textContent).toContain('1 row carries a warning')
    await press('import-confirm-submit')
    await settled('import-done')
    expect(asked).toEqual([{ fileId: 'file 1', digest: 'plan 1' }])
  })

  it('replaces passwords only where that was chosen, and their number typed', async () => {
    const { asked } = deskFor((replace) =>
      replace
        ? planFor({
            counts: { new: 0, changed: 2, unchanged: 0, error: 0 },
            passwords: { given: 0, replaces: 2, kept: 0 },
            digest: 'plan 2',
          })
        : planFor({
            counts: { new: 0, changed: 0, unchanged: 2, error: 0 },
            passwords: { given: 0, replaces: 0, kept: 2 },
          }),
    )
    await choose('x')
    await settled('plan-nothing')
    expect(isDisabled('plan-import')).toBe(true)
    await press('plan-replace')
    await vi.waitFor(() => {
      expect(hasTestId('plan-nothing')).toBe(false)
    }, 15_000)
    await press('plan-import')
    expect(isDisabled('import-confirm-submit')).toBe(true)
    typeInto('import-confirm-count', '2')
    await flushPromises()
    await press('import-confirm-submit')
    await settled('import-done')
    expect(asked).toEqual([{ fileId: 'file 1', digest: 'plan 2' }])
  })

  it('says why it cannot be read, and offers to choose another', async () => {
    deskFor(() => ({ readable: false, fault: 'columns-missing', columns: ['userID'], fact: null }))
    await choose('x')
    await settled('file-unreadable')
    expect(byTestId('file-unreadable').textContent).toContain('userID')
    expect(hasTestId('accounts-file-button')).toBe(true)
    expect(hasTestId('plan-import')).toBe(false)
  })

  it('is planned anew where the store has changed meanwhile', async () => {
    let plans = 0
    deskFor(
      () => {
        plans++
        return planFor()
      },
      { outdated: true },
    )
    await choose('x')
    await settled('plan-row')
    await press('plan-import')
    await press('import-confirm-submit')
    await settled('failure')
    expect(byTestId('failure').dataset['code']).toBe('PLAN_OUTDATED')
    byTestId('failure').querySelector('button')?.click()
    await vi.waitFor(() => {
      expect(plans).toBe(2)
    }, 15_000)
    expect(hasTestId('import-done')).toBe(false)
  })

  it('is dropped when the page is left', async () => {
    const { asked, unmount } = deskFor(() => planFor())
    await choose('x')
    await settled('plan-row')
    unmount()
    await vi.waitFor(() => {
      expect(asked).toEqual(['drop'])
    }, 15_000)
  })

  it('warns of an encoding that was guessed, and of columns that nothing is taken from', async () => {
    deskFor(() => planFor({ encoding: 'gb18030', leftOut: ['pasword'] }))
    await choose('x')
    await settled('plan-left-out')
    expect(byTestId('plan-left-out').textContent).toContain('pasword')
    expect(document.body.textContent).toContain('GBK')
  })
})

describe('rows that were pasted', () => {
  const text = 'backend,userID\nIM Shanghai,7001\n'

  it('stand where they were, open to be corrected, after a look at their errors is cancelled', async () => {
    deskFor(() => planFor({ counts: { new: 0, changed: 0, unchanged: 0, error: 1 } }))
    await paste(text)
    await settled('plan-errors')
    await press('plan-cancel')
    expect(pasteArea().value).toBe(text)
    expect(byTestId('accounts-paste').hasAttribute('open')).toBe(true)
  })

  it('stand beside what made them unreadable, and after the desk did not take them', async () => {
    let tries = 0
    deskFor(() => {
      tries++
      if (tries > 1) throw new Error('the desk is busy')
      return { readable: false, fault: 'columns-missing', columns: ['userID'], fact: null }
    })
    await paste(text)
    await settled('file-unreadable')
    expect(pasteArea().value).toBe(text)
    await paste(`${text}x`)
    await settled('failure')
    expect(pasteArea().value).toBe(`${text}x`)
  })

  it('are gone once they are imported', async () => {
    deskFor(() => planFor())
    await paste(text)
    await settled('plan-row')
    await press('plan-import')
    await press('import-confirm-submit')
    await settled('import-done')
    byTestId('import-done').querySelector('button')?.click()
    await settled('accounts-pasted')
    expect(pasteArea().value).toBe('')
    expect(byTestId('accounts-paste').hasAttribute('open')).toBe(false)
  })
})

describe('a file that the desk did not take', () => {
  it('is read again without being chosen again', async () => {
    let tries = 0
    const { content } = deskFor(() => {
      tries++
      if (tries === 1) throw new Error('the desk is busy')
      return planFor()
    })
    await choose('x')
    await settled('failure')
    byTestId('failure').querySelector('button')?.click()
    await settled('plan-row')
    expect(content()).toBe('xx')
  })
})

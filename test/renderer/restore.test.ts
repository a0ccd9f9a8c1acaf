// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import ExchangedNotice from '../../src/renderer/components/ExchangedNotice.vue'
import { useSession, type Status } from '../../src/renderer/composables/session.ts'
import RestoreSection from '../../src/renderer/features/settings/RestoreSection.vue'
import RestoringPage from '../../src/renderer/features/unavailable/RestoringPage.vue'
import { defineComponent, h } from 'vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'
import { statusWith } from './support/status.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

const status = statusWith({ store: { state: 'ready', path: '/srv/latchkey/desk.latchkey' } })
const contents = {
  name: '/b/kept.latchkey',
  relation: 'earlier' as 'earlier' | 'other-way' | 'another-store',
  lastAt: '2026-01-01T00:00:00.000Z',
  events: 1234,
  accounts: 3,
  users: 6,
  operators: 2,
  lost: { events: 41 as number | null, changes: 1 },
}
const row = { file: '/b/kept.latchkey', name: 'kept.latchkey', at: '2026-01-01T00:00:00.000Z', bytes: 2048 }

/** Mounts a component as the page does, which has read how the desk stands. */
const withStatus = (component: object, props: Record<string, unknown> = {}) =>
  defineComponent({
    setup() {
      void useSession().load()
      return () => h(component, props)
    },
  })

interface Mounted {
  found?: typeof contents
  refuses?: boolean
  language?: 'en' | 'zh-CN'
}

const mountSection = ({ found = contents, refuses = false, language = 'en' }: Mounted = {}) => {
  const asked: unknown[] = []
  const { desk } = deskOverRpc({
    session: { status: on.session.status.handler(() => status) },
    incomingFiles: {
      begin: on.incomingFiles.begin.handler(() => ({ fileId: 'f1' })),
      add: on.incomingFiles.add.handler(() => undefined),
      drop: on.incomingFiles.drop.handler(({ input }) => void asked.push({ dropped: input.fileId })),
    },
    maintenance: {
      backups: on.maintenance.backups.handler(() => ({
        folder: '/b',
        more: 0,
        files: [
          { ...row, of: 'this-store' },
          { ...row, file: '/b/broken', name: 'broken', of: 'nothing' },
        ],
      })),
      inspectBackup: on.maintenance.inspectBackup.handler(({ input }) => {
        asked.push({ looked: input.from })
        return found
      }),
      restore: on.maintenance.restore.handler(({ input, errors }) => {
        asked.push({ restored: input })
        if (refuses) throw errors.RESTORE_REFUSED({ data: { why: 'rotation-runs', place: '/s' } })
        return { aside: '/s.before', events: 1, lastAt: null }
      }),
    },
  })
  mountWithDesk(withStatus(RestoreSection, { lastBackup: null }), { desk, language })
  return asked
}
const choose = async (): Promise<void> => {
  await flushPromises()
  await expect.poll(() => hasTestId('backup-choose')).toBe(true)
  byTestId('backup-choose').click()
  await expect.poll(() => hasTestId('restore-dialog')).toBe(true)
}
const submit = (): HTMLButtonElement => byTestId('restore-submit') as HTMLButtonElement

describe('the restore of the settings', () => {
  it('offers what can be restored, and names what cannot without offering it', async () => {
    mountSection()
    await flushPromises()
    await expect.poll(() => document.querySelectorAll('[data-testid="backup-row"]').length).toBe(2)
    expect(document.querySelectorAll('[data-testid="backup-choose"]')).toHaveLength(1)
    expect(byTestId('backups').textContent).toContain('Not readable')
    expect(byTestId('backups').textContent).toContain('2 KiB')
  })

  it('looks first, and restores only once the name of the store is typed', async () => {
    const asked = mountSection()
    await choose()
    expect(asked).toEqual([{ looked: { path: '/b/kept.latchkey' } }])
    expect(byTestId('restore-holds').textContent).toContain('1,234')
    expect(byTestId('restore-lost').textContent).toContain('41 events since')
    expect(byTestId('restore-lost').textContent).toContain('1 change of a password since')
    typeInto('restore-name', 'desk')
    await flushPromises()
    expect(submit().disabled).toBe(true)
    typeInto('restore-name', 'desk.latchkey')
    await flushPromises()
    submit().click()
    await expect.poll(() => asked.length).toBe(2)
    expect(asked[1]).toEqual({
      restored: { from: { path: '/b/kept.latchkey' }, confirmation: 'desk.latchkey' },
    })
  })

  it.each([
    ['en', 'a backup of another store', 'A rotation runs. Nothing was changed'],
    ['zh-CN', '另一份数据的备份', '有批量轮换正在进行，未作任何改动'],
  ] as const)(
    'warns of another store, and says why it was refused, in %s',
    async (language, warning, why) => {
      const found = { ...contents, relation: 'another-store' as const, lost: { events: null, changes: 0 } }
      mountSection({ found, refuses: true, language })
      await choose()
      expect(byTestId('restore-lost').textContent).toContain(warning)
      expect(byTestId('restore-lost').textContent).not.toContain('0')
      typeInto('restore-name', 'desk.latchkey')
      await flushPromises()
      submit().click()
      await expect.poll(() => byTestId('restore-dialog').textContent).toContain(why)
    },
  )

  it('hands in a file that was picked, and drops it where it is left', async () => {
    const asked = mountSection()
    await flushPromises()
    await expect.poll(() => hasTestId('restore-file')).toBe(true)
    const input = byTestId('restore-file') as HTMLInputElement
    const file = new File(['store'], 'carried.latchkey')
    Object.defineProperty(input, 'files', { value: [file] })
    Object.defineProperty(input, 'value', { value: '', writable: true })
    input.dispatchEvent(new Event('change'))
    await expect.poll(() => hasTestId('restore-dialog')).toBe(true)
    expect(asked).toEqual([{ looked: { fileId: 'f1', name: 'carried.latchkey' } }])
    document.querySelector<HTMLButtonElement>('[data-testid="restore-dialog"] .buttons button')?.click()
    await expect.poll(() => asked.at(-1)).toEqual({ dropped: 'f1' })
  })
})

describe('what a page says after a restore', () => {
  const mountNotice = async (exchanged: Status['exchanged'], language: 'en' | 'zh-CN' = 'en') => {
    const { desk } = deskOverRpc({
      session: { status: on.session.status.handler(() => ({ ...status, exchanged })) },
    })
    mountWithDesk(withStatus(ExchangedNotice), { desk, language })
    await flushPromises()
  }
  const base = { from: '/b/kept.latchkey', at: '2026-01-01T00:00:00.000Z' }

  it.each([
    ['en', '41 events that its anchors know of'],
    ['zh-CN', '锚点所知的 41 条事件'],
  ] as const)('names the backup, the old store and what only that has, in %s', async (language, lost) => {
    const done = {
      outcome: 'restored',
      ...base,
      aside: '/s.before',
      lostEvents: 41,
      wasAnother: false,
    } as const
    await mountNotice(done, language)
    await expect.poll(() => hasTestId('exchanged')).toBe(true)
    expect(byTestId('exchanged-from').textContent).toBe('/b/kept.latchkey')
    expect(byTestId('exchanged-aside').textContent).toBe('/s.before')
    expect(byTestId('exchanged').textContent).toContain(lost)
  })

  it('does not say that a backup is in force where it did not open', async () => {
    await mountNotice({ outcome: 'kept', ...base, why: 'does-not-open' })
    await expect.poll(() => hasTestId('exchanged')).toBe(true)
    expect(byTestId('exchanged').textContent).toContain('The store that was there is in force again')
    expect(byTestId('exchanged').textContent).not.toContain('A backup is in force')
    expect(hasTestId('exchanged-aside')).toBe(false)
  })

  it('says where the old store lies if neither opens, and nothing where none was restored', async () => {
    await mountNotice({ outcome: 'neither', ...base, aside: '/s.before' })
    await expect.poll(() => hasTestId('exchanged')).toBe(true)
    expect(byTestId('exchanged-aside').textContent).toBe('/s.before')
    document.body.innerHTML = ''
    await mountNotice(null)
    expect(hasTestId('exchanged')).toBe(false)
  })

  it('looks by itself when the restore is over', async () => {
    let reads = 0
    const { desk } = deskOverRpc({
      session: {
        status: on.session.status.handler(() => {
          reads++
          return { ...status, store: { state: 'restoring', path: '/s' } }
        }),
      },
    })
    const unmount = mountWithDesk(RestoringPage, { desk })
    await expect.poll(() => reads).toBeGreaterThan(1)
    expect(byTestId('restoring').textContent).toContain('goes on by itself')
    unmount()
  })
})

// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { defineComponent, h, onMounted, ref } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import FailureNotice from '../../src/renderer/components/FailureNotice.vue'
import { useDesk } from '../../src/renderer/composables/desk.ts'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import { messages } from '../../src/renderer/locales/i18n.ts'
import type { DeskClient } from '../../src/shared/contract/index.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

/** Says, in each language, whether anything changed: one of these stands in every text of a failure. */
const saysWhetherChanged: Readonly<Record<Language, RegExp>> = {
  en: /Nothing was (changed|sent|opened)|No second one was opened|[Nn]o backup was made|not known whether anything was changed|was not done\./,
  'zh-CN':
    /未作任何(改动|更改)|没有发送任何内容|未发送任何内容|未重复受理|未受理|没有建立备份|没有在 \{place\} 建立备份|是否已有改动尚不确定|没有执行/,
}

/** Lists the failures of a language by name: what happened, in each of its forms, and what to do next. */
const failuresOf = (language: Language): { name: string; what: string; next: string }[] => {
  const { words, base } = messages[language]
  const tables: Record<string, Record<string, { what: string; next: string }>> = {
    problem: words.problem,
    recoveryKeyWrong: words.recoveryKeyWrong,
    sampleRefused: words.sampleRefused,
    folderRefused: words.folderRefused,
    backupFailed: words.backupFailed,
    entryRefused: words.entryRefused,
    probes: { spent: words.probesSpent },
    store: { full: words.storeFull },
    base: {
      unexpected: { what: base.failure.unexpected, next: base.failure.unexpectedNext },
      noAnswer: { what: base.failure.noAnswer, next: base.failure.noAnswerNext },
      cancelled: { what: base.failure.cancelled, next: base.failure.cancelledNext },
    },
  }
  return Object.entries(tables).flatMap(([table, texts]) =>
    Object.entries(texts).flatMap(([code, { what, next }]) =>
      what.split(' | ').map((form) => ({ name: `${table} ${code}`, what: form, next })),
    ),
  )
}

const { desk } = deskOverRpc({
  admins: { add: on.admins.add.handler(() => ({ accountId: 'a' })) },
  backends: { add: on.backends.add.handler(() => ({ id: 'b' })) },
  changes: {
    resolve: on.changes.resolve.handler(({ errors }) => {
      throw errors.PROBES_USED_UP({ data: { until: null } })
    }),
  },
  operators: {
    add: on.operators.add.handler(({ input, errors }) => {
      if (input.name === 'аdа')
        throw errors.OPERATOR_RULE({ data: { rules: ['name-one-script', 'name-alike'], like: 'ada' } })
      throw errors.STORE_WRITE_REFUSED({ data: { why: input.name === 'full' ? 'no-space' : 'not-writable' } })
    }),
  },
})
let unmount: () => void = () => undefined

/** Shows what a call to the desk failed with, as the page does; gives the text. */
const toldOf = async (call: (desk: DeskClient) => Promise<unknown>, language: Language): Promise<string> => {
  const caller = defineComponent(() => {
    const error = ref<unknown>(null)
    const { desk: client } = useDesk()
    onMounted(() => call(client).catch((failure: unknown) => (error.value = failure)))
    return () => h(FailureNotice, { error: error.value })
  })
  unmount = mountWithDesk(caller, { desk, language })
  await flushPromises()
  await expect.poll(() => document.querySelector('[data-testid="failure"]')).not.toBeNull()
  return byTestId('failure').textContent
}

afterEach(() => {
  unmount()
})

describe('the text of a failure', () => {
  it.each(['en', 'zh-CN'] as const)('says whether anything changed, and what to do next: %s', (language) => {
    const silent = failuresOf(language).filter(
      ({ what, next }) => !saysWhetherChanged[language].test(what) || next.trim() === '',
    )
    expect(silent.map(({ name }) => name)).toEqual([])
    expect(failuresOf(language).length).toBeGreaterThan(60)
  })
})

describe('a write that the store did not take', () => {
  const told = (name: string, language: Language) =>
    toldOf((client) => client.operators.add({ name, role: 'auditor' }), language)

  it.each([
    ['full', 'en', /disk of the store is full.*Make room.*may have been sent/],
    ['full', 'zh-CN', /磁盘已满.*腾出空间.*可能已经发出/],
    ['sam', 'en', /system refused to write the store.*doctor/],
    ['sam', 'zh-CN', /系统拒绝写入数据文件.*doctor/],
  ] as const)(
    'is told as what it is, a full disk or a system that refuses: %s, %s',
    async (name, language, text) => {
      expect(await told(name, language)).toMatch(text)
    },
  )
})

describe('a name that reads like another', () => {
  it.each([
    ['en', /one script.*does not read like “.*ada.*”, which there is already/],
    ['zh-CN', /一种通行文字.*“.*ada.*”形近/],
  ] as const)('is told with that one: %s', async (language, text) => {
    const told = toldOf((client) => client.operators.add({ name: 'аdа', role: 'auditor' }), language)
    expect(await told).toMatch(text)
  })
})

describe('an entry that the contract does not let in', () => {
  it('is named, with how long it may be', async () => {
    const text = await toldOf(
      (client) => client.backends.add({ name: 'n'.repeat(101), url: 'https://a', environment: 'sandbox' }),
      'en',
    )
    expect(text).toContain('Name: too long; at most 100 characters are taken. Nothing was changed.')
    expect(text).not.toContain('no name for')
  })

  it('is named where a sign in it does not show, in Chinese too', async () => {
    const account = { backendId: 'b', userID: '1', account: 'night\u202Eshift' }
    const text = await toldOf((client) => client.admins.add(account), 'zh-CN')
    expect(text).toContain('账号含有不可见字符或会改变书写方向的字符，未作任何改动。')
    expect(text).not.toContain('\u202E')
  })

  it('is named where nothing stands in it', async () => {
    const empty = { name: ' ', url: 'https://a', environment: 'sandbox' } as const
    const text = await toldOf((client) => client.backends.add(empty), 'en')
    expect(text).toContain('Name: missing, or not of the form it has to have. Nothing was changed.')
  })

  it('is told of without a name where the page has none for it', async () => {
    const text = await toldOf((client) => client.changes.resolve({ changeId: 'c'.repeat(101) }), 'en')
    expect(text).toContain('One of the entries: too long; at most 100 characters are taken.')
  })
})

describe('a change for which no sign-in is tried any more', () => {
  it('is not told to wait for a time that never comes', async () => {
    const text = await toldOf((client) => client.changes.resolve({ changeId: 'c' }), 'en')
    expect(text).toContain('Find out elsewhere which password works, and decide.')
    expect(text).not.toContain('–')
  })
})

// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import { useText } from '../../src/renderer/composables/use-text.ts'
import { en } from '../../src/renderer/locales/en.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { accessTo, standingUntilEnd } from './support/mount-with-desk.ts'

const row = defineComponent({
  props: { account: { type: String, required: true } },
  setup(props) {
    const { t } = useText()
    return () =>
      h('p', [t('admins.change'), t('admins.historyOf', { account: props.account }), t('users.count', {}, 2)])
  },
})

/** Mounts rows and counts how often a text is worked out. */
const rowsOf = (accounts: readonly string[]) => {
  const access = accessTo(deskOverRpc({}).desk)
  const asked: string[] = []
  access.translator.global.setPostTranslationHandler((text) => {
    asked.push(typeof text === 'string' ? text : '')
    return text
  })
  const table = defineComponent(
    () => () =>
      h(
        'div',
        accounts.map((account) => h(row, { account })),
      ),
  )
  const options = { global: { provide: { [deskKey as symbol]: access } } }
  return { asked, access, table: standingUntilEnd(mount(table, options)) }
}

describe('texts of rows', () => {
  it('are worked out once for all of them where there is nothing to fill, and each by itself where there is', () => {
    const { asked, table } = rowsOf(['ann', 'bob', 'cem'])
    expect(asked.filter((text) => text === en.admins.change)).toHaveLength(1)
    expect(asked.filter((text) => text.includes('ann'))).toHaveLength(1)
    expect(table.findAll('p').map((one) => one.text().includes('2 users'))).toEqual([true, true, true])
    for (const account of ['ann', 'bob', 'cem']) expect(table.text()).toContain(account)
  })

  it('follow the language, there and back', async () => {
    const { access, table } = rowsOf(['ann'])
    const english = table.text()
    access.translator.global.locale.value = 'zh-CN'
    await nextTick()
    const chinese = table.text()
    expect(chinese).toContain('2 ')
    expect(chinese).not.toContain(en.admins.change)
    access.translator.global.locale.value = 'en'
    await nextTick()
    expect(table.text()).toBe(english)
  })
})

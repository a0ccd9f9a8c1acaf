// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import RetentionSection from '../../src/renderer/features/settings/RetentionSection.vue'
import { defaultDeskSettings } from '../../src/shared/model/desk-settings.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const shows = '2031-06-01T12:00:00.000Z'
const believed = '2026-06-01T12:00:00.000Z'

afterEach(() => {
  document.body.innerHTML = ''
})

/** Mounts the settings beside which the clock is told of; gives how often it was said to be right. */
const mountPart = async (isBelieved: boolean, language: 'en' | 'zh-CN' = 'en') => {
  const standing = { isBelieved, shows, believed }
  const said = { times: 0 }
  const { desk } = deskOverRpc({
    settings: {
      clock: on.settings.clock.handler(() => standing),
      confirmClock: on.settings.confirmClock.handler(() => {
        said.times++
        standing.isBelieved = true
        return standing
      }),
    },
  })
  const view = { settings: defaultDeskSettings, faults: [] }
  mountWithDesk(RetentionSection, { desk, language, props: { view } })
  await flushPromises()
  return said
}

describe('the clock beside the settings of what is deleted', () => {
  it('is not spoken of while it is believed', async () => {
    await mountPart(true)
    expect(hasTestId('settings-exchanges')).toBe(true)
    expect(hasTestId('clock-doubt')).toBe(false)
    expect(document.querySelector('[role=status]')).toBeNull()
  })

  it.each([
    ['en', 'Nothing is deleted for now'],
    ['zh-CN', '自动清除已暂停'],
  ] as const)('is doubted with both times, in %s', async (language, text) => {
    const said = await mountPart(false, language)
    expect(byTestId('clock-doubt').textContent).toContain(text)
    for (const year of ['2031-06-01', '2026-06-01'])
      expect(byTestId('clock-doubt').textContent).toContain(year)
    expect(said.times).toBe(0)
  })

  it('is believed once an operator says that it is right', async () => {
    const said = await mountPart(false)
    byTestId('confirm-clock').click()
    await flushPromises()
    expect(said.times).toBe(1)
    expect(hasTestId('clock-doubt')).toBe(false)
    expect(document.querySelector('[role=status]')?.textContent).toContain('Noted')
  })
})

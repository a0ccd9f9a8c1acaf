import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOperator, ownPassword } from '../../support/add-operator.ts'
import { cheapSlots } from '../../support/cheap-slots.ts'
import { administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const looksAt = (caller: string) => at.desk.status(caller).preferences
const signIn = (caller: string, name: string) => at.desk.signIn(caller, { name, password: ownPassword })

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ resources: cheapSlots })
  await addOperator(at, { name: 'bo', role: 'support' })
  await addOperator(at, { name: 'cy', role: 'support' })
})
afterAll(() => at.end())

describe('the looks of the desk', () => {
  it('are each operator’s own, and of nobody signed in those last used', async () => {
    expect(at.desk.setPreferences(page, { language: 'zh-CN', theme: 'dark' })).toEqual(looksAt(page))
    const bo = await signIn('page of bo', 'bo')
    expect(looksAt('page of bo')).toEqual({ language: 'zh-CN', theme: 'dark' })
    expect(at.desk.setPreferences('page of bo', { language: 'en' })).toEqual({
      language: 'en',
      theme: 'dark',
    })
    expect(looksAt('page of bo')).toEqual({ language: 'en', theme: 'dark' })
    expect(looksAt(page)).toEqual({ language: 'zh-CN', theme: 'dark' })
    const before = at.desk.status('nobody')
    expect(before.preferences).toEqual({ language: 'en', theme: 'dark' })
    expect(JSON.stringify(before)).not.toMatch(new RegExp(`bo"|${bo.id}`))
  })

  it('come back with whoever signs in, also after the desk ended, and are then those last used', async () => {
    at.desk.setPreferences(page, { language: 'zh-CN', theme: 'light' })
    await at.restart()
    expect(looksAt(page)).toEqual({ language: 'zh-CN', theme: 'light' })
    await signIn(page, 'bo')
    expect(looksAt(page)).toEqual({ language: 'en', theme: 'dark' })
    expect(looksAt('nobody')).toEqual({ language: 'en', theme: 'dark' })
    await at.desk.signIn(page, administrator)
    expect(looksAt(page)).toEqual({ language: 'zh-CN', theme: 'light' })
    expect(looksAt('nobody')).toEqual({ language: 'zh-CN', theme: 'light' })
  })

  it('stay what somebody came in by, whatever others choose afterwards', async () => {
    at.desk.setPreferences('nobody', { language: 'en', theme: 'light' })
    await signIn('page of cy', 'cy')
    at.desk.setPreferences(page, { language: 'zh-CN', theme: 'dark' })
    expect(looksAt('page of cy')).toEqual({ language: 'en', theme: 'light' })
  })

  it('are nobody’s own when chosen before a sign-in', () => {
    at.desk.setPreferences('nobody', { language: 'zh-CN', theme: 'system' })
    expect(looksAt('nobody')).toEqual({ language: 'zh-CN', theme: 'system' })
    expect(looksAt('page of cy')).toEqual({ language: 'en', theme: 'light' })
  })

  it('can follow the system for one while another chose a language', async () => {
    at.desk.setPreferences('page of cy', { language: null, theme: 'system' })
    at.desk.setPreferences(page, { language: 'en', theme: 'dark' })
    await signIn('page of cy', 'cy')
    expect(looksAt('page of cy')).toEqual({ language: null, theme: 'system' })
  })

  it('come back with whoever gets in by the recovery key', async () => {
    at.desk.setPreferences(page, { language: 'zh-CN', theme: 'dark' })
    at.desk.setPreferences('nobody', { language: 'en', theme: 'light' })
    const { recoveryKey } = at
    await at.desk.recover('another page', { name: administrator.name, password: ownPassword, recoveryKey })
    expect(looksAt('another page')).toEqual({ language: 'zh-CN', theme: 'dark' })
    expect(looksAt('nobody')).toEqual({ language: 'zh-CN', theme: 'dark' })
  })
})

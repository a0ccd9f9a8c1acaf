// @vitest-environment jsdom
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import { useSession } from '../../src/renderer/composables/session.ts'
import { createDeskRouter } from '../../src/renderer/router.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { accessTo, listeningUntilEnd } from './support/mount-with-desk.ts'
import { statusWith } from './support/status.ts'

const { desk } = deskOverRpc({
  session: {
    status: on.session.status.handler(() => statusWith()),
    lock: on.session.lock.handler(() => undefined),
  },
})
const who = (name: string, role: Role = 'administrator') => ({ id: name, name, role, mustChange: false })

/** Signs in, goes to a place, locks, and signs in again; gives the path that opens. */
const afterLock = async (
  path: string,
  first = who('ada'),
  second: ReturnType<typeof who> = first,
): Promise<string> => {
  const app = createApp({})
  const pinia = createPinia()
  app.use(pinia)
  app.provide(deskKey, accessTo(desk))
  const session = app.runWithContext(() => useSession(pinia))
  await session.load()
  session.began(first)
  const router = listeningUntilEnd(createDeskRouter(() => session))
  await router.push(path)
  const { name, params } = router.currentRoute.value
  if (typeof name !== 'string') throw new Error(`${path} has no name`)
  await session.lock('by-hand')
  session.leave({ name, params })
  await router.push('/sign-in')
  session.began(second)
  await router.replace(session.takeReturn())
  return router.currentRoute.value.fullPath
}

beforeEach(() => {
  window.history.replaceState(null, '', '/')
})

describe('the page after a lock', () => {
  it.each(['/rotations/r-17', '/resets/c-5', '/resets', '/settings'])('is %s again', async (path) => {
    expect(await afterLock(path)).toBe(path)
  })

  it('does not remember what was looked for', async () => {
    expect(await afterLock('/users?q=13800138000')).toBe('/users')
  })

  it('is home for anybody else', async () => {
    expect(await afterLock('/rotations/r-17', who('ada'), who('bo'))).toBe('/overview')
  })

  it('is home where the role does not open that page any more', async () => {
    expect(await afterLock('/rotations/r-17', who('ada'), who('ada', 'support'))).toBe('/overview')
  })
})

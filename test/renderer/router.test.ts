// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import type { Gate } from '../../src/renderer/composables/home.ts'
import { createDeskRouter } from '../../src/renderer/router.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import { listeningUntilEnd } from './support/mount-with-desk.ts'

const goTo = async (path: string, gate: Gate, role: Role | null = null): Promise<string> => {
  const router = listeningUntilEnd(createDeskRouter(() => ({ gate, role })))
  await router.push(path)
  return String(router.currentRoute.value.name)
}

beforeEach(() => {
  window.history.replaceState(null, '', '/')
})

describe('which page opens', () => {
  it.each<[path: string, gate: Gate, role: Role | null, opens: string]>([
    ['/', 'first-run', null, 'first-run'],
    ['/admins', 'first-run', null, 'first-run'],
    ['/sign-in', 'first-run', null, 'first-run'],
    ['/', 'signed-out', null, 'sign-in'],
    ['/admins', 'signed-out', null, 'sign-in'],
    ['/audit', 'signed-out', null, 'sign-in'],
    ['/first-run', 'signed-out', null, 'sign-in'],
    ['/audit', 'own-password', 'auditor', 'own-password'],
    ['/settings', 'own-password', 'administrator', 'own-password'],
    ['/own-password', 'signed-in', 'auditor', 'overview'],
    ['/settings', 'signed-in', 'support', 'settings'],
    ['/forgot-password', 'signed-out', null, 'forgot-password'],
    ['/', 'signed-in', 'administrator', 'overview'],
    ['/sign-in', 'signed-in', 'administrator', 'overview'],
    ['/audit', 'signed-in', 'administrator', 'audit'],
    ['/operators', 'signed-in', 'administrator', 'operators'],
    ['/no-such-page', 'signed-in', 'administrator', 'overview'],
    ['/no-such-page', 'signed-in', 'auditor', 'overview'],
    ['/no/such/page', 'signed-out', null, 'sign-in'],
    ['/users/files', 'signed-in', 'support', 'forbidden'],
    ['/rotations/r1', 'signed-in', 'support', 'forbidden'],
    ['/resets/c1', 'signed-in', 'auditor', 'forbidden'],
    ['/resets/c1', 'signed-in', 'support', 'resets'],
    ['/', 'signed-in', 'auditor', 'overview'],
    ['/admins', 'signed-in', 'auditor', 'forbidden'],
    ['/operators', 'signed-in', 'auditor', 'forbidden'],
    ['/', 'signed-in', 'support', 'overview'],
    ['/users', 'signed-in', 'support', 'users'],
    ['/audit', 'signed-in', 'support', 'audit'],
    ['/built-in', 'signed-in', 'support', 'forbidden'],
    ['/applications', 'signed-in', 'support', 'forbidden'],
    ['/users', 'signed-in', 'auditor', 'forbidden'],
    ['/applications', 'signed-in', 'auditor', 'forbidden'],
    ['/users', 'signed-in', 'administrator', 'users'],
    ['/applications', 'signed-in', 'administrator', 'applications'],
  ])('%s for %s %s: %s', async (path, gate, role, opens) => {
    expect(await goTo(path, gate, role)).toBe(opens)
  })

  it('keeps the address of a page that is another role’s, and opens it as soon as it is theirs', async () => {
    let role: Role = 'support'
    const router = listeningUntilEnd(createDeskRouter(() => ({ gate: 'signed-in', role })))
    await router.push('/admins?finding=stale#part')
    const { name, fullPath, params } = router.currentRoute.value
    expect([name, fullPath]).toEqual(['forbidden', '/admins?finding=stale#part'])
    role = 'administrator'
    await router.push('/settings')
    await router.push({ name: 'forbidden', params })
    expect(router.currentRoute.value.name).toBe('admins')
  })
})

// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import type { Gate } from '../../src/renderer/composables/home.ts'
import { createDeskRouter } from '../../src/renderer/router.ts'
import type { Role } from '../../src/shared/model/roles.ts'

const goTo = async (path: string, gate: Gate, role: Role | null = null): Promise<string> => {
  const router = createDeskRouter(() => ({ gate, role }))
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
    ['/forgot-password', 'signed-out', null, 'forgot-password'],
    ['/', 'signed-in', 'administrator', 'admins'],
    ['/sign-in', 'signed-in', 'administrator', 'admins'],
    ['/audit', 'signed-in', 'administrator', 'audit'],
    ['/operators', 'signed-in', 'administrator', 'operators'],
    ['/no-such-page', 'signed-in', 'administrator', 'admins'],
    ['/', 'signed-in', 'auditor', 'audit'],
    ['/admins', 'signed-in', 'auditor', 'audit'],
    ['/operators', 'signed-in', 'auditor', 'audit'],
    ['/', 'signed-in', 'support', 'users'],
    ['/users', 'signed-in', 'support', 'users'],
    ['/audit', 'signed-in', 'support', 'audit'],
    ['/built-in', 'signed-in', 'support', 'users'],
    ['/applications', 'signed-in', 'support', 'users'],
    ['/users', 'signed-in', 'auditor', 'audit'],
    ['/applications', 'signed-in', 'auditor', 'audit'],
    ['/users', 'signed-in', 'administrator', 'users'],
    ['/applications', 'signed-in', 'administrator', 'applications'],
  ])('%s for %s %s: %s', async (path, gate, role, opens) => {
    expect(await goTo(path, gate, role)).toBe(opens)
  })
})
